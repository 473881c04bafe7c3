// SPDX-License-Identifier: MIT
// Records on datagrams: numbers, the replay window, connection ids, losses, forgeries and epochs.
#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/tscp2_pair.hpp"
#include "../../support/watched_aead.hpp"

namespace {

using test::bytes;
using tscp::errc;
using bare = test::profile_of<tscp::framing::datagram, test::x25519_chacha>;

template <class Pair>
std::vector<bytes> sealed(Pair& one, std::size_t count) {
    std::vector<bytes> records;
    for (std::size_t i = 0; i < count; ++i) {
        records.push_back(test::seal(one.client_channel(), bytes(1, static_cast<std::uint8_t>(i))));
    }
    return records;
}

struct wide : bare {
    static constexpr std::size_t replay_window_bits = 192;
};

struct watched : test::profile_of<tscp::framing::datagram, tscp::suite<tscp::portable::x25519, test::watched_aead>> {};

}  // namespace

TEST_CASE("a datagram costs 18 bytes, and one more with a number of two bytes") {
    test::pair<bare> one;
    for (int i = 1; i < 200; ++i) {
        CHECK(test::seal(one.client_channel(), bytes(50)).size() == (i % 16 == 15 || i >= 64 ? 69U : 68U));
    }
    test::pair<test::datagram_profile> with_cid;
    CHECK(test::seal(with_cid.client_channel(), {}).size() == 22);
}

TEST_CASE("numbers are rebuilt as the nearest to what is expected") {
    using tscp::reconstruct_sequence_number;
    CHECK(reconstruct_sequence_number(0, 5, 8) == 5);
    CHECK(reconstruct_sequence_number(0, 255, 8) == 255);
    CHECK(reconstruct_sequence_number(256, 255, 8) == 255);
    CHECK(reconstruct_sequence_number(300, 0, 8) == 256);
    CHECK(reconstruct_sequence_number(300, 43, 8) == 299);
    CHECK(reconstruct_sequence_number(300, 172, 8) == 172);
    CHECK(reconstruct_sequence_number(300, 171, 8) == 427);
    CHECK(reconstruct_sequence_number(0x12345, 0x2344, 16) == 0x12344);
    CHECK(reconstruct_sequence_number(0xffff, 0x0001, 16) == 0x10001);
    CHECK(reconstruct_sequence_number(0x10001, 0xffff, 16) == 0xffff);
    for (std::uint64_t expected = 0; expected < 2000; ++expected) {
        for (unsigned low = 0; low < 256; ++low) {
            const std::uint64_t number = reconstruct_sequence_number(expected, static_cast<std::uint16_t>(low), 8);
            const std::uint64_t distance = number > expected ? number - expected : expected - number;
            REQUIRE(number % 256 == low);
            REQUIRE((distance <= 128 || expected < 128));
        }
    }
}

TEST_CASE("every record is opened once, in any order within the window") {
    test::pair<bare> one;
    const auto records = sealed(one, 65);
    // The client's first record had number 0; these have 1 to 65.
    CHECK(test::error_of(one.server_channel(), records[64]) == errc::none);
    CHECK(one.server_channel().lost_records() == 64);
    CHECK(test::error_of(one.server_channel(), records[0]) == errc::replayed);  // 1 is 64 below 65
    for (std::size_t i = 64; i-- > 1;) { CHECK(test::error_of(one.server_channel(), records[i]) == errc::none); }
    CHECK(one.server_channel().lost_records() == 1);
    for (const bytes& record : records) { CHECK(test::error_of(one.server_channel(), record) == errc::replayed); }
}

TEST_CASE("a wider window admits older records, where the peer sends two-byte numbers") {
    test::pair<wide> one;
    test::channel_access<wide>::set_terms(one.client_channel(), 16384, true);
    const auto records = sealed(one, 200);
    CHECK(test::error_of(one.server_channel(), records[126]) == errc::none);
    CHECK(test::error_of(one.server_channel(), records[199]) == errc::none);
    CHECK(test::error_of(one.server_channel(), records[7]) == errc::replayed);
    CHECK(test::error_of(one.server_channel(), records[8]) == errc::none);
    CHECK(test::error_of(one.server_channel(), records[126]) == errc::replayed);
    CHECK(test::error_of(one.server_channel(), records[125]) == errc::none);
}

TEST_CASE("damage is dropped and counted, and the session goes on") {
    test::pair<test::datagram_profile> one;
    const bytes record = test::seal(one.client_channel(), tscp::bytes_of("open the door"));
    for (std::size_t bit = 0; bit < 8 * record.size(); ++bit) {
        bytes damaged = record;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
        CHECK(test::error_of(one.server_channel(), damaged) != errc::none);
    }
    for (std::size_t size = 0; size < record.size(); ++size) {
        CHECK(test::error_of(one.server_channel(),
                             bytes(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(size))) != errc::none);
    }
    CHECK(test::error_of(one.server_channel(), one.hello) == errc::unexpected_message);
    CHECK(test::error_of(one.client_channel(), record) == errc::wrong_connection_id);
    CHECK(test::open(one.server_channel(), record) == "open the door");
    CHECK(test::error_of(one.server_channel(), record) == errc::replayed);
}

TEST_CASE("too many forgeries under one key end the session, half as many update it") {
    test::pair<watched> one;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    const auto forge = [&](int count) {
        for (int i = 0; i < count; ++i) {
            bytes forged = test::seal(one.client_channel(), {});
            forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
            const errc why = test::error_of(one.server_channel(), forged);
            CHECK((why == errc::not_authentic || why == errc::limit_reached));
        }
    };
    forge(16);
    const bytes record = test::seal(one.server_channel(), tscp::bytes_of("new keys"));
    CHECK((record[0] & 3) == 1);
    CHECK(test::open(one.client_channel(), record) == "new keys");
    CHECK((test::seal(one.client_channel(), {})[0] & 3) == 1);
    SECTION("the peer answers: the count begins anew") {
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("ok"))) == "ok");
        forge(10);
        CHECK_FALSE(one.server_channel().ended());
    }
    SECTION("it does not") {
        for (int i = 0; i < 14; ++i) {
            bytes forged(30, 0x80);
            forged[1] = static_cast<std::uint8_t>(30 + i);
            CHECK(test::error_of(one.server_channel(), forged) == (i < 13 ? errc::not_authentic : errc::limit_reached));
        }
        CHECK(one.server_channel().ended());
    }
}

TEST_CASE("an end that only receives is told to reply when half of the failures are seen, and then updates") {
    test::pair<watched> one;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    const auto reply_required = [&] {
        bytes record = test::seal(one.client_channel(), tscp::bytes_of("22"));
        const auto got = one.server_channel().open_in_place(record);
        REQUIRE(got);
        return got->reply_required;
    };
    CHECK_FALSE(reply_required());
    for (int i = 0; i < 14; ++i) {
        bytes forged = test::seal(one.client_channel(), {});
        forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
        CHECK(test::error_of(one.server_channel(), forged) == errc::not_authentic);
    }
    CHECK_FALSE(reply_required());
    bytes forged = test::seal(one.client_channel(), {});
    forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
    CHECK(test::error_of(one.server_channel(), forged) == errc::not_authentic);
    CHECK(reply_required());
    const bytes reply = test::seal(one.server_channel(), {});
    CHECK((reply[0] & 3) == 1);
    CHECK_FALSE(reply_required());
    CHECK(test::open(one.client_channel(), reply).empty());
    CHECK_FALSE(reply_required());
    CHECK(one.server_channel().open_in_place(forged).error() == errc::wrong_epoch);
}

TEST_CASE("a whole epoch may be lost") {
    test::pair<bare> one;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    const auto update = [](auto& from) {
        return test::written_by([&](tscp::writer& out) { return bool{from.seal_key_update(out)}; });
    };
    const bytes old = test::seal(one.client_channel(), tscp::bytes_of("old"));
    const bytes lost_of_client = update(one.client_channel());
    const bytes of_server = update(one.server_channel());
    CHECK(test::open(one.client_channel(), of_server).empty());
    const bytes next = update(one.client_channel());
    CHECK((next[0] & 3) == 2);
    bytes copy = next;
    const auto got = one.server_channel().open_in_place(copy);
    REQUIRE(got);
    CHECK(got->reply_required);
    CHECK(test::error_of(one.server_channel(), old) != errc::none);
    CHECK(test::error_of(one.server_channel(), lost_of_client) == errc::wrong_epoch);
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("here"))) == "here");
}

TEST_CASE("records below a close still come, none above it") {
    test::pair<bare> one;
    const bytes before = test::seal(one.client_channel(), tscp::bytes_of("late"));
    bytes end = test::written_by([&](tscp::writer& out) { return bool{one.client_channel().seal_close(out)}; });
    CHECK(test::error_of(one.server_channel(), end) == errc::none);
    CHECK(one.server_channel().receive_closed());
    CHECK(one.server_channel().lost_records() == 1);
    CHECK(test::open(one.server_channel(), before) == "late");
    CHECK(one.server_channel().lost_records() == 0);
    CHECK(test::error_of(one.server_channel(), end) == errc::replayed);
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("still"))) == "still");
}

TEST_CASE("numbers far apart are rebuilt after losses in a row") {
    for (const std::size_t lost : {100U, 127U, 190U, 1000U, 32000U}) {
        test::pair<bare> one;
        (void)sealed(one, lost);
        bool opened = false;
        for (int i = 0; i < 65 && !opened; ++i) {
            opened = test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("x"))) == "x";
        }
        CHECK(opened);
    }
}
