// SPDX-License-Identifier: MIT
// Pings, pongs and control records of kinds that are not known here: docs/PROTOCOL.md, "Session".
#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using tscp::opened_record;
using tscp::record_event;

template <class Profile>
struct raw_access : tscp::record_layer<Profile> {
    using layer = tscp::record_layer<Profile>;
    static bool seal(layer& from, tscp::record_type type, tscp::byte_view content, tscp::writer& out) {
        return bool{(from.*&raw_access::seal_record)(type, content, 0, out)};
    }
};

// A control record with this content, whatever it is.
template <class Profile>
bytes control(tscp::record_layer<Profile>& from, const bytes& content) {
    return test::written_by(
        [&](tscp::writer& out) { return raw_access<Profile>::seal(from, tscp::record_type::control, content, out); });
}

template <class Channel>
bytes ping(Channel& from, tscp::byte_view with = {}) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_ping(with, out)}; });
}

template <class Channel>
bytes pong(Channel& from, tscp::byte_view with = {}) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_pong(with, out)}; });
}

template <class Channel>
bytes close(Channel& from) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_close(out)}; });
}

template <class Channel>
opened_record opened_by(Channel& to, bytes& record) {
    opened_record got;
    REQUIRE(to.open_in_place(record, got) == errc::none);
    return got;
}

}  // namespace

TEMPLATE_TEST_CASE("a ping asks for its pong, with the same bytes, and nothing is asked for by a pong", "",
                   test::stream_profile, test::datagram_profile) {
    test::pair<TestType> one;
    for (std::size_t size = 0; size <= 8; ++size) {
        const bytes with = test::repeatable_random{size}.draw(size);
        bytes record = ping(one.client_channel(), with);
        CHECK((record[0] & 0x70) == 0x60);
        const opened_record asked = opened_by(one.server_channel(), record);
        CHECK(asked.event() == record_event::ping);
        CHECK(asked.reply_required);
        CHECK(tscp::equal_public(asked.ping(), with));
        CHECK((asked.pong().empty() && asked.data().empty()));
        bytes answer = pong(one.server_channel(), asked.ping());
        const opened_record answered = opened_by(one.client_channel(), answer);
        CHECK(answered.event() == record_event::pong);
        CHECK_FALSE(answered.reply_required);
        CHECK(tscp::equal_public(answered.pong(), with));
        CHECK((answered.ping().empty() && answered.data().empty()));
    }
}

TEMPLATE_TEST_CASE("a ping or pong has at most 8 bytes", "", test::stream_profile, test::datagram_profile) {
    test::pair<TestType> one;
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(one.client_channel().seal_ping(bytes(9), out).error() == errc::out_of_range);
    CHECK(one.client_channel().seal_pong(bytes(9), out).error() == errc::out_of_range);
    CHECK(out.size() == 0);
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("on"))) == "on");
}

TEMPLATE_TEST_CASE("a pong may be sealed over the ping that it answers", "", test::stream_profile,
                   test::datagram_profile) {
    test::pair<TestType> one;
    bytes buffer = ping(one.client_channel(), tscp::bytes_of("12345678"));
    buffer.resize(100);
    const std::size_t size = TestType::transport == tscp::framing::stream ? 3 + 9 + 16 : 2 + 4 + 9 + 16;
    opened_record asked;
    REQUIRE(one.server_channel().open_in_place(tscp::byte_span{buffer}.first(size), asked) == errc::none);
    tscp::writer out{buffer};
    CHECK(one.server_channel().seal_pong(asked.ping(), out));
    bytes answer{out.written().begin(), out.written().end()};
    CHECK(tscp::equal_public(opened_by(one.client_channel(), answer).pong(), tscp::bytes_of("12345678")));
}

TEMPLATE_TEST_CASE("control records of other kinds are authentic, and ignored", "", test::stream_profile,
                   test::datagram_profile) {
    test::pair<TestType> one;
    for (unsigned kind = 2; kind < 256; ++kind) {
        bytes record = control<TestType>(one.client_channel(), bytes(1 + kind % 9, static_cast<std::uint8_t>(kind)));
        const opened_record got = opened_by(one.server_channel(), record);
        CHECK(got.event() == record_event::ignored);
        CHECK_FALSE(got.reply_required);
        CHECK((got.data().empty() && got.ping().empty() && got.pong().empty()));
    }
    CHECK(one.server_channel().lost_records() == 0);
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("on"))) == "on");
}

TEMPLATE_TEST_CASE("a control record without a kind, or with more than 8 bytes behind it, breaks the protocol", "",
                   test::stream_profile, test::datagram_profile) {
    for (const std::size_t size : {0U, 10U, 11U, 100U}) {
        for (const std::uint8_t kind : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{77}}) {
            CAPTURE(size);
            test::pair<TestType> one;
            const bytes record = control<TestType>(one.client_channel(), bytes(size, kind));
            CHECK(test::error_of(one.server_channel(), record) == errc::protocol_violation);
            CHECK(one.server_channel().ended());
        }
    }
}

TEMPLATE_TEST_CASE("an end that has closed answers no ping", "", test::stream_profile, test::datagram_profile) {
    test::pair<TestType> one;
    bytes end = close(one.server_channel());
    REQUIRE(opened_by(one.client_channel(), end).event() == record_event::close);
    bytes record = ping(one.client_channel());
    const opened_record got = opened_by(one.server_channel(), record);
    CHECK(got.event() == record_event::ping);
    CHECK_FALSE(got.reply_required);
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(one.server_channel().seal_pong({}, out).error() == errc::direction_closed);
    CHECK(one.server_channel().seal_ping({}, out).error() == errc::direction_closed);
}

TEMPLATE_TEST_CASE("a ping and a pong move epochs like any record: a pong of the next epoch asks for a record", "",
                   test::stream_profile, test::datagram_profile) {
    test::pair<TestType> one;
    REQUIRE(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    (void)test::written_by([&](tscp::writer& out) { return bool{one.client_channel().seal_key_update(out)}; });
    if (TestType::transport == tscp::framing::stream) { return; }  // there nothing is lost
    bytes answer = pong(one.client_channel());
    CHECK((answer[0] & 3) == 1);
    const opened_record got = opened_by(one.server_channel(), answer);
    CHECK(got.event() == record_event::pong);
    CHECK(got.reply_required);
    bytes back = pong(one.server_channel(), got.ping());
    CHECK((back[0] & 3) == 1);
    CHECK(opened_by(one.client_channel(), back).pong().empty());
}

TEST_CASE("a client with nothing to say proves itself by pings, each of which the server answers") {
    test::pair<test::datagram_profile> one;
    // Ten repeats: nine answers are lost, the tenth arrives.
    for (int repeat = 0; repeat < 10; ++repeat) {
        bytes record = ping(one.client_channel());
        const opened_record got = opened_by(one.server_channel(), record);
        REQUIRE(got.reply_required);
        bytes answer = pong(one.server_channel(), got.ping());
        if (repeat == 9) { CHECK(opened_by(one.client_channel(), answer).event() == record_event::pong); }
    }
    CHECK(one.client_channel().confirmed());
}
