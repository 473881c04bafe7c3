// SPDX-License-Identifier: MIT
// What an end asks of its peer by extensions, on the record's side: a record size limit and two-byte numbers;
// docs/PROTOCOL.md, "Records".
#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/memory_cell.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

using stream = test::profile_of<tscp::framing::stream, test::none_chacha>;
struct datagram : test::profile_of<tscp::framing::datagram, test::none_chacha> {
    static constexpr std::size_t cid_size = 4;
};
struct without_extensions : datagram {
    static constexpr bool uses_extensions = false;
};
template <class Base>
struct takes_100 : Base {
    static constexpr std::uint16_t record_size_limit = 100;
};

template <class Profile>
using access = test::channel_access<Profile>;

template <class Channel>
errc seal_error(Channel& from, std::size_t size, std::size_t padding = 0) {
    bytes buffer(20000);
    tscp::writer out{buffer};
    const errc error =
        (padding == 0 ? from.seal(bytes(size), out) : from.seal_padded(bytes(size), padding, out)).error();
    CHECK((out.size() == 0) == (error != errc::none));
    return error;
}

template <class Channel>
errc seal_in_place_error(Channel& from, std::size_t size) {
    bytes buffer(20000);
    return from.seal_in_place(tscp::byte_span{buffer}.subspan(20, size), tscp::byte_span{buffer}).error();
}

}  // namespace

TEMPLATE_TEST_CASE("no record has more content than the peer takes, padding included", "", stream, datagram) {
    for (const std::uint16_t limit : {std::uint16_t{16}, std::uint16_t{1000}, std::uint16_t{16383},
                                      std::uint16_t{16384}, std::uint16_t{16385}, std::uint16_t{65535}}) {
        CAPTURE(limit);
        test::pair<TestType> one;
        auto& client = one.client_channel();
        access<TestType>::set_terms(client, limit, false);
        const std::size_t most = limit < 16384 ? limit : 16384;
        CHECK(client.max_content() == most);
        CHECK(seal_error(client, most + 1) == errc::message_too_long);
        CHECK(seal_error(client, most, 1) == errc::message_too_long);
        CHECK(seal_error(client, 1, most) == errc::message_too_long);
        CHECK(seal_in_place_error(client, most + 1) == errc::message_too_long);
        CHECK(seal_error(client, most) == errc::none);
        CHECK(seal_error(client, most - 1, 1) == errc::none);
        CHECK(seal_error(client, 0, most) == errc::none);
        CHECK(seal_in_place_error(client, most) == errc::none);
        CHECK(one.server_channel().max_content() == 16384);
    }
}

TEMPLATE_TEST_CASE("tickets obey the peer's limit, and what every session needs fits the least one", "", stream,
                   datagram) {
    test::pair<TestType> one;
    access<TestType>::set_terms(one.server_channel(), tscp::min_record_size_limit, false);
    bytes buffer(400);
    tscp::writer out{buffer};
    CHECK(one.server_channel().seal_ticket_record(bytes(65), out).error() == errc::message_too_long);
    CHECK(out.size() == 0);
    CHECK(one.server_channel().seal_ping(bytes(8), out));
    CHECK(one.server_channel().seal_key_update(out));
    CHECK(one.server_channel().seal_close(out));
    test::pair<TestType> other;
    access<TestType>::set_terms(other.server_channel(), tscp::min_record_size_limit, false);
    CHECK(other.server_channel().seal_alert(tscp::alert_code::going_away, out));
}

TEST_CASE("on datagrams content above this end's own limit is dropped untried, and not counted") {
    test::pair<takes_100<datagram>> one;
    access<takes_100<datagram>>::set_terms(one.client_channel(), 16384, false);  // as one that does not know limits
    auto& server = one.server_channel();
    CHECK(test::error_of(server, test::seal(one.client_channel(), bytes(101))) == errc::record_too_long);
    CHECK_FALSE(server.ended());
    bytes forged = test::seal(one.client_channel(), bytes(101));
    forged.back() ^= 1U;
    CHECK(test::error_of(server, forged) == errc::record_too_long);
    CHECK(access<takes_100<datagram>>::receive(server).failures() == 0);
    CHECK(test::open(server, test::seal(one.client_channel(), bytes(100, 'x'))) == std::string(100, 'x'));
    CHECK(server.lost_records() == 2);
}

TEST_CASE("on a stream content above this end's own limit is final") {
    test::pair<takes_100<stream>> one;
    access<takes_100<stream>>::set_terms(one.client_channel(), 16384, false);
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), bytes(100, 'x'))) == std::string(100, 'x'));
    CHECK(test::error_of(one.server_channel(), test::seal(one.client_channel(), bytes(101))) == errc::record_too_long);
    CHECK(one.server_channel().ended());
}

TEST_CASE("all numbers have two bytes where the peer asked for it") {
    test::pair<datagram> one;
    access<datagram>::set_terms(one.client_channel(), 16384, true);
    for (int i = 0; i < 50; ++i) {
        CHECK(one.client_channel().overhead() == 1 + 4 + 2 + 16);
        const bytes record = test::seal(one.client_channel(), tscp::bytes_of("x"));
        CHECK((record[0] & 4) != 0);
        CHECK(test::open(one.server_channel(), record) == "x");
        const bytes back = test::seal(one.server_channel(), tscp::bytes_of("y"));
        CHECK((back[0] & 4) == (i % 16 == 15 ? 4 : 0));
        CHECK(test::open(one.client_channel(), back) == "y");
    }
}

TEST_CASE("what the peer asked for outlives a sleep, and a profile that does not obey it refuses the snapshot") {
    for (const bool two_bytes : {false, true}) {
        for (const std::uint16_t limit : {std::uint16_t{16}, std::uint16_t{16384}}) {
            CAPTURE(two_bytes, limit);
            test::pair<datagram> one;
            access<datagram>::set_terms(one.client_channel(), limit, two_bytes);
            test::memory_cell cell;
            const bytes saved =
                test::written_by([&](tscp::writer& out) { return bool{one.client_channel().suspend(cell, out)}; });
            const bool plain = limit == 16384 && !two_bytes;
            test::memory_cell twin = cell;
            CHECK(tscp::client_channel<without_extensions>::restore(saved, twin).error() ==
                  (plain ? errc::none : errc::malformed_snapshot));
            auto restored = tscp::client_channel<datagram>::restore(saved, cell);
            REQUIRE(restored);
            CHECK(restored->max_content() == limit);
            // Of its own accord it sends two bytes until it has opened a record.
            REQUIRE(test::open(*restored, test::seal(one.server_channel(), tscp::bytes_of("y"))) == "y");
            CHECK(((test::seal(*restored, {})[0] & 4) != 0) == two_bytes);
        }
    }
}

TEST_CASE("a session that is made anew in an object does not keep the terms of the one before") {
    tscp::client_channel<datagram> none;
    CHECK(none.max_content() == 16384);
    CHECK(seal_error(none, 16384) == errc::state_consumed);
    test::pair<datagram> one;
    test::pair<datagram> other{2};
    access<datagram>::set_terms(one.client_channel(), 64, true);
    one.client_channel() = std::move(other.client_channel());
    CHECK(one.client_channel().max_content() == 16384);
    CHECK((test::seal(one.client_channel(), {})[0] & 4) == 0);
}

TEST_CASE("extensions cost nothing where the profile does without") {
    STATIC_REQUIRE(sizeof(tscp::client_channel<without_extensions>) <= sizeof(tscp::client_channel<datagram>));
    test::pair<without_extensions> one;
    CHECK(one.client_channel().max_content() == 16384);
    CHECK(seal_error(one.client_channel(), 16384) == errc::none);
    CHECK(seal_error(one.client_channel(), 16385) == errc::message_too_long);
}
