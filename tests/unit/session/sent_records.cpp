// SPDX-License-Identifier: MIT
// Hints at the client: which of them are about a record of its own, and when it begins a handshake for them.
#include <cstdint>
#include <limits>

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/session/reconnect_schedule.hpp>
#include <tscp/session/sent_records.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

// What a server sends that has no session for the record.
bytes hint_of(const bytes& record) {
    bytes message(tscp::clear_alert::unknown_session_size);
    tscp::writer out{message};
    (void)tscp::clear_alert::write_unknown_session(record, out);
    return message;
}

// The same number every time, as a fraction of 2^32.
struct fixed_random {
    bool fill(tscp::byte_span out) noexcept {
        ++draws;
        if (fails) { return false; }
        for (std::uint8_t& byte : out) { byte = value; }
        return true;
    }
    std::uint8_t value = 0;
    bool fails = false;
    int draws = 0;
};

}  // namespace

TEST_CASE("a client knows hints about the last records that it sealed since it opened one") {
    const bytes records[] = {bytes(30, 1), bytes(30, 2), bytes(30, 3)};
    tscp::sent_records<> last;
    tscp::sent_records<2> last_two;
    CHECK_FALSE(last.has_hint(hint_of(bytes(30))));
    CHECK_FALSE(last.has_hint(bytes(10)));
    CHECK_FALSE(last.has_hint({}));
    for (const bytes& record : records) {
        last.sealed(record);
        last_two.sealed(record);
    }
    CHECK(last.has_hint(hint_of(records[2])));
    CHECK_FALSE(last.has_hint(hint_of(records[1])));
    CHECK(last_two.has_hint(hint_of(records[2])));
    CHECK(last_two.has_hint(hint_of(records[1])));
    CHECK_FALSE(last_two.has_hint(hint_of(records[0])));
    last_two.opened();
    for (const bytes& record : records) { CHECK_FALSE(last_two.has_hint(hint_of(record))); }
    last_two.sealed(records[0]);
    CHECK(last_two.has_hint(hint_of(records[0])));
    CHECK_FALSE(last_two.has_hint(hint_of(records[1])));
}

TEST_CASE("a message that differs from the hint in a bit or in its size is none") {
    test::pair<test::datagram_profile> one;
    tscp::sent_records<> sent;
    const bytes record = test::seal(one.client_channel(), tscp::bytes_of("21.5"));
    sent.sealed(record);
    const bytes hint = hint_of(record);
    REQUIRE(sent.has_hint(hint));
    for (std::size_t bit = 0; bit < 8 * hint.size(); ++bit) {
        bytes other = hint;
        other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << bit % 8));
        CHECK_FALSE(sent.has_hint(other));
    }
    CHECK_FALSE(sent.has_hint(tscp::byte_view{hint}.first(9)));
    bytes longer = hint;
    longer.push_back(0);
    CHECK_FALSE(sent.has_hint(longer));
    CHECK_FALSE(sent.has_hint(bytes{0x33, 1}));
    // Nor is what it becomes where the hint is forgotten.
    sent.opened();
    bytes forgotten = hint;
    forgotten[0] = 0;
    CHECK_FALSE(sent.has_hint(forgotten));
}

TEST_CASE("a handshake is due once, after a random wait of at most a second") {
    struct {
        std::uint8_t drawn;
        std::uint64_t wait;
    } const cases[] = {{0x00, 0}, {0x80, 502}, {0xff, 1000}};
    for (const auto& one : cases) {
        fixed_random random;
        random.value = one.drawn;
        tscp::reconnect_schedule schedule;
        CHECK_FALSE(schedule.is_due(5000));
        REQUIRE(schedule.hint_received(5000, random) == errc::none);
        if (one.wait > 0) { CHECK_FALSE(schedule.is_due(5000 + one.wait - 1)); }
        CHECK(schedule.is_due(5000 + one.wait));
        CHECK_FALSE(schedule.is_due(5000 + one.wait));
        CHECK_FALSE(schedule.is_due(5'000'000));
    }
}

TEST_CASE("there is one handshake at a time, and hints during it count for nothing") {
    fixed_random random;
    tscp::reconnect_schedule schedule;
    REQUIRE(schedule.hint_received(0, random) == errc::none);
    REQUIRE(schedule.hint_received(0, random) == errc::none);
    CHECK(random.draws == 1);
    REQUIRE(schedule.is_due(0));
    REQUIRE(schedule.hint_received(10'000'000, random) == errc::none);
    CHECK_FALSE(schedule.is_due(10'000'000));
    schedule.handshake_ended();
    CHECK_FALSE(schedule.is_due(10'000'000));
    REQUIRE(schedule.hint_received(10'000'000, random) == errc::none);
    CHECK(schedule.is_due(10'000'000));
}

TEST_CASE("a record that opens meanwhile calls off the handshake that is due") {
    fixed_random random;
    random.value = 0xff;
    tscp::reconnect_schedule schedule;
    REQUIRE(schedule.hint_received(0, random) == errc::none);
    schedule.session_lives();
    CHECK_FALSE(schedule.is_due(2000));
    // It was not begun, and did not count.
    REQUIRE(schedule.hint_received(2000, random) == errc::none);
    CHECK(schedule.is_due(3000));
    schedule.session_lives();
    schedule.handshake_ended();
}

TEST_CASE("between handshakes lie a minute, two, four, up to an hour, and a minute again after an hour without") {
    fixed_random random;
    tscp::reconnect_schedule schedule;
    // Hints come all the time: when the next handshake is begun.
    const auto next = [&](std::uint64_t from, std::uint64_t step) {
        for (std::uint64_t now = from;; now += step) {
            REQUIRE(now < from + 10'000'000);
            REQUIRE(schedule.hint_received(now, random) == errc::none);
            if (schedule.is_due(now)) {
                schedule.handshake_ended();
                return now;
            }
        }
    };
    std::uint64_t last = next(0, 1000);
    CHECK(last == 0);
    for (const std::uint64_t minutes : {1U, 2U, 4U, 8U, 16U, 32U, 60U, 60U, 60U}) {
        const std::uint64_t now = next(last, 1000);
        CHECK(now - last == minutes * 60'000);
        last = now;
    }
    // An hour after the one that might have been.
    last = next(last + 60 * 60'000 + 60 * 60'000, 1000);
    const std::uint64_t now = next(last, 1000);
    CHECK(now - last == 60'000);
    CHECK(next(now, 1000) - now == 120'000);
}

TEST_CASE("a clock that goes back does not put handshakes off for good") {
    fixed_random random;
    random.value = 0xff;
    tscp::reconnect_schedule schedule;
    REQUIRE(schedule.hint_received(0xffff'f000, random) == errc::none);
    CHECK(schedule.is_due(5));
    schedule.handshake_ended();
    // From 5 on it is as ever.
    REQUIRE(schedule.hint_received(60'004, random) == errc::none);
    CHECK_FALSE(schedule.is_due(100'000));
    REQUIRE(schedule.hint_received(60'005, random) == errc::none);
    CHECK(schedule.is_due(61'005));
    schedule.handshake_ended();
    REQUIRE(schedule.hint_received(0xffff'f000, random) == errc::none);
    REQUIRE(schedule.is_due(0xffff'ffff));
    schedule.handshake_ended();
    REQUIRE(schedule.hint_received(5, random) == errc::none);
    CHECK(schedule.is_due(1005));
}

TEST_CASE("the times are settable, and a generator that fails puts the handshake off") {
    fixed_random random;
    random.value = 0xff;
    tscp::reconnect_schedule schedule{{10, 20, 30}};
    random.fails = true;
    CHECK(schedule.hint_received(0, random) == errc::random_failed);
    CHECK_FALSE(schedule.is_due(100));
    random.fails = false;
    REQUIRE(schedule.hint_received(100, random) == errc::none);
    CHECK_FALSE(schedule.is_due(109));
    REQUIRE(schedule.is_due(110));
    schedule.handshake_ended();
    REQUIRE(schedule.hint_received(129, random) == errc::none);
    CHECK_FALSE(schedule.is_due(1000));
    REQUIRE(schedule.hint_received(130, random) == errc::none);
    CHECK(schedule.is_due(140));
    schedule.handshake_ended();
    REQUIRE(schedule.hint_received(169, random) == errc::none);
    CHECK_FALSE(schedule.is_due(1000));
}
