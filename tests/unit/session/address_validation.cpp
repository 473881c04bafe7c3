// SPDX-License-Identifier: MIT
// Where to send, and how much, while the peer's address changes.
#include <cstdint>
#include <string>

#include <tscp/session/address_validation.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

struct fixture {
    errc record(const std::string& from, std::size_t size = 100, bool newest = true) {
        return path.record_opened(from, size, {tscp::record_event::data, {}, false, newest}, now, random);
    }
    // Whether a pong makes the address proved that is not.
    bool pong(const std::string& from, tscp::byte_view content, tscp::record_event event = tscp::record_event::pong) {
        const bool before = path.is_proved();
        REQUIRE(path.record_opened(from, 1, {event, content, false, false}, now, random) == errc::none);
        return !before && path.is_proved();
    }
    [[nodiscard]] bytes ping() const {
        const tscp::byte_view drawn = path.ping_bytes();
        return {drawn.begin(), drawn.end()};
    }

    test::counted_random random;
    tscp::address_validation<std::string> path{"home"};
    std::uint64_t now = 1000;
};

}  // namespace

TEST_CASE("the address of the handshake is proved: without bound, and without a ping") {
    fixture one;
    CHECK(one.record("home") == errc::none);
    CHECK(one.path.destination() == "home");
    CHECK(one.path.is_proved());
    CHECK(one.path.ping_bytes().empty());
    one.path.sent(1'000'000'000);
    CHECK(one.path.allowance() > 1'000'000'000);
    CHECK(one.random.draws == 0);
}

TEST_CASE("the newest record says where to send, and another says nothing") {
    fixture one;
    CHECK(one.record("away", 100, false) == errc::none);
    CHECK(one.path.destination() == "home");
    CHECK(one.record("away") == errc::none);
    CHECK(one.path.destination() == "away");
    CHECK_FALSE(one.path.is_proved());
    CHECK(one.record("home", 100, false) == errc::none);
    CHECK(one.path.destination() == "away");
    CHECK(one.record("home") == errc::none);
    CHECK(one.path.destination() == "home");
    CHECK(one.path.is_proved());
}

TEST_CASE("an unproved address is sent three times what came from there") {
    fixture one;
    REQUIRE(one.record("away", 40) == errc::none);
    CHECK(one.path.allowance() == 120);
    one.path.sent(100);
    CHECK(one.path.allowance() == 20);
    REQUIRE(one.record("away", 10, false) == errc::none);
    CHECK(one.path.allowance() == 50);
    REQUIRE(one.record("home", 1000, false) == errc::none);
    CHECK(one.path.allowance() == 50);
    one.path.sent(50);
    CHECK(one.path.allowance() == 0);
    // More than that, and nothing is left until something comes.
    one.path.sent(1);
    CHECK(one.path.allowance() == 0);
    REQUIRE(one.record("away", 10, false) == errc::none);
    one.path.sent(31);
    CHECK(one.path.allowance() == 0);
    // However much came, it does not overflow.
    for (int i = 0; i < 100; ++i) { REQUIRE(one.record("away", ~std::size_t{0} / 8) == errc::none); }
    CHECK(one.path.allowance() > ~std::size_t{0} / 8);
}

TEST_CASE("a pong proves the address that it comes from, by the bytes of its ping alone") {
    fixture one;
    REQUIRE(one.record("away") == errc::none);
    const bytes ping = one.ping();
    REQUIRE(ping.size() == 8);
    bytes wrong = ping;
    wrong[7] = static_cast<std::uint8_t>(wrong[7] ^ 1U);
    CHECK_FALSE(one.pong("away", wrong));
    CHECK_FALSE(one.pong("home", ping));
    CHECK_FALSE(one.pong("away", {}));
    CHECK_FALSE(one.pong("away", tscp::byte_view{ping}.first(7)));
    CHECK_FALSE(one.pong("away", ping, tscp::record_event::ping));
    CHECK_FALSE(one.pong("away", ping, tscp::record_event::data));
    CHECK(one.pong("away", ping));
    CHECK(one.path.is_proved());
    CHECK(one.path.destination() == "away");
    CHECK_FALSE(one.pong("away", ping));
    // The old one is like any other now.
    REQUIRE(one.record("home") == errc::none);
    CHECK_FALSE(one.path.is_proved());
}

TEST_CASE("every change has bytes of its own, and repeats of the ping have the same") {
    fixture one;
    REQUIRE(one.record("away") == errc::none);
    const bytes first = one.ping();
    REQUIRE(one.record("away") == errc::none);
    CHECK(one.ping() == first);
    REQUIRE(one.record("farther") == errc::none);
    CHECK(one.path.allowance() == 300);
    const bytes second = one.ping();
    CHECK(second != first);
    CHECK_FALSE(one.pong("farther", first));
    CHECK_FALSE(one.pong("away", first));
    REQUIRE(one.record("away") == errc::none);
    CHECK(one.ping() != first);
    CHECK_FALSE(one.pong("away", first));
    CHECK(one.pong("away", one.ping()));
}

TEST_CASE("without a pong in time the last proved address is that to send to, and the change may come again") {
    fixture one;
    CHECK_FALSE(one.path.expire(1'000'000));
    REQUIRE(one.record("away") == errc::none);
    const bytes ping = one.ping();
    one.now += 2'999;
    REQUIRE(one.record("away") == errc::none);  // gives no more time
    CHECK_FALSE(one.path.expire(one.now));
    one.now += 1;
    CHECK(one.path.expire(one.now));
    CHECK(one.path.destination() == "home");
    CHECK(one.path.is_proved());
    CHECK_FALSE(one.pong("away", ping));
    CHECK_FALSE(one.path.expire(one.now));
    REQUIRE(one.record("away") == errc::none);
    CHECK(one.path.destination() == "away");
    CHECK(one.ping() != ping);
}

TEST_CASE("a clock that goes back, or begins anew, does not keep an address that is not proved") {
    fixture one;
    one.now = 0xffffff00;
    REQUIRE(one.record("away") == errc::none);
    CHECK_FALSE(one.path.expire(one.now));
    CHECK(one.path.expire(10));
    CHECK(one.path.destination() == "home");
    one.now = ~std::uint64_t{0};
    REQUIRE(one.record("away") == errc::none);
    CHECK_FALSE(one.path.expire(2'998));
    CHECK(one.path.expire(2'999));
}

TEST_CASE("where no bytes can be drawn the address stays") {
    fixture one;
    REQUIRE(one.record("away") == errc::none);
    const bytes ping = one.ping();
    test::counted_random broken{1, 0};
    CHECK(one.path.record_opened("farther", 100, {tscp::record_event::data, {}, false, true}, one.now, broken) ==
          errc::random_failed);
    CHECK(one.path.destination() == "away");
    CHECK(one.path.allowance() == 300);
    CHECK(one.pong("away", ping));
}

TEST_CASE("without a proved address there is a bound from the first record on, until a pong has come") {
    fixture one;
    one.path = tscp::address_validation<std::string>{tscp::unproved_address, "away"};
    CHECK_FALSE(one.path.is_proved());
    CHECK(one.path.allowance() == 0);
    CHECK(one.path.ping_bytes().empty());
    one.path.sent(1);
    CHECK(one.path.allowance() == 0);
    test::counted_random broken{1, 0};
    const tscp::opened_record first{tscp::record_event::data, {}, false, true};
    CHECK(one.path.record_opened("away", 100, first, one.now, broken) == errc::random_failed);
    CHECK(one.path.allowance() == 0);
    REQUIRE(one.record("away", 40) == errc::none);
    CHECK(one.path.allowance() == 120);
    const bytes ping = one.ping();
    REQUIRE(ping.size() == 8);
    REQUIRE(one.record("away", 10) == errc::none);
    CHECK(one.ping() == ping);
    CHECK(one.path.allowance() == 150);
    SECTION("a pong proves it") {
        CHECK(one.pong("away", ping));
        REQUIRE(one.record("farther") == errc::none);
        CHECK(one.path.expire(one.now + 3'000));
        CHECK(one.path.destination() == "away");
        CHECK(one.path.is_proved());
    }
    SECTION("there is none to go back to") {
        CHECK_FALSE(one.path.expire(one.now + 1'000'000));
        CHECK(one.path.allowance() == 150);
        REQUIRE(one.record("farther") == errc::none);
        CHECK(one.path.destination() == "farther");
        CHECK(one.path.allowance() == 300);
        REQUIRE(one.record("away", 20) == errc::none);
        CHECK(one.path.allowance() == 60);
        CHECK_FALSE(one.path.is_proved());
        CHECK(one.pong("away", one.ping()));
    }
}

TEST_CASE("two ends find each other again after a change of address, by ping and pong of their session") {
    test::pair<test::datagram_profile> both;
    test::counted_random random;
    tscp::address_validation<int> path{1};
    bytes content(100);
    const auto receive = [&](const bytes& datagram, int from) {
        tscp::opened_record record;
        REQUIRE(both.server_channel().open(datagram, content, record) == errc::none);
        REQUIRE(path.record_opened(from, datagram.size(), record, 0, random) == errc::none);
    };
    const bytes late = test::seal(both.client_channel(), tscp::bytes_of("late"));
    receive(test::seal(both.client_channel(), tscp::bytes_of("hello from elsewhere")), 2);
    CHECK(path.destination() == 2);
    receive(late, 1);
    CHECK(path.destination() == 2);
    const bytes ping = test::written_by(
        [&](tscp::writer& out) { return bool{both.server_channel().seal_ping(path.ping_bytes(), out)}; });
    REQUIRE(ping.size() <= path.allowance());
    path.sent(ping.size());
    tscp::opened_record record;
    REQUIRE(both.client_channel().open(ping, content, record) == errc::none);
    CHECK(record.reply_required);
    const bytes pong =
        test::written_by([&](tscp::writer& out) { return bool{both.client_channel().seal_pong(record.ping(), out)}; });
    CHECK_FALSE(path.is_proved());
    receive(pong, 2);
    CHECK(path.is_proved());
    CHECK(path.destination() == 2);
}
