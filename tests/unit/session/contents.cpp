// SPDX-License-Identifier: MIT
// An opened record gives its content as what it is: no ticket and no alert is taken for data.
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using tscp::record_event;

// The events of each record that a server may send, opened at the client.
template <class Profile, class Seal>
void check(record_event event, const Seal& seal, std::size_t data_size, std::size_t ticket_size, int alert) {
    test::pair<Profile> one;
    REQUIRE(test::open(one.client.channel, test::seal(one.server.channel, {})).empty());
    REQUIRE(test::open(one.server.channel, test::seal(one.client.channel, {})).empty());
    bytes record = test::written_by([&](tscp::writer& out) { return bool{seal(one.server, out)}; });
    const auto got = one.client.channel.open_in_place(record);
    REQUIRE(got);
    CHECK(got->event() == event);
    CHECK(got->data().size() == data_size);
    CHECK(got->ticket().size() == ticket_size);
    CHECK(static_cast<int>(got->alert()) == alert);
    CHECK(one.client.channel.ended() == (event == record_event::alert));
    if (event != record_event::ticket) { CHECK(one.client.read_ticket(*got).error() == errc::malformed_ticket); }
}

}  // namespace

TEMPLATE_TEST_CASE("each kind of record gives its own content and no other", "", test::stream_profile,
                   test::datagram_profile) {
    check<TestType>(
        record_event::data,
        [](auto& from, tscp::writer& out) { return from.channel.seal(tscp::bytes_of("four"), out); }, 4, 0, 0);
    check<TestType>(
        record_event::data,
        [](auto& from, tscp::writer& out) { return from.channel.seal_padded(tscp::bytes_of("four"), 9, out); }, 4, 0,
        0);
    check<TestType>(
        record_event::close, [](auto& from, tscp::writer& out) { return from.channel.seal_close(out); }, 0, 0, 0);
    check<TestType>(
        record_event::key_update, [](auto& from, tscp::writer& out) { return from.channel.seal_key_update(out); }, 0, 0,
        0);
    check<TestType>(
        record_event::alert,
        [](auto& from, tscp::writer& out) { return from.channel.seal_alert(static_cast<tscp::alert_code>(200), out); },
        0, 0, 200);
    check<TestType>(
        record_event::ticket,
        [](auto& from, tscp::writer& out) {
            tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256> keys;
            test::counted_random random;
            REQUIRE(keys.add(1, bytes(32, 1)));
            return from.seal_ticket(keys, {1000, 60}, random, out);
        },
        0,
        13 + decltype(tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>{})::ticket_size(7),
        0);
}

TEST_CASE("an alert whose code is not of the protocol counts as a protocol error") {
    for (unsigned code = 0; code < 256; ++code) {
        const auto byte = static_cast<std::uint8_t>(code);
        const tscp::opened_record alert{record_event::alert, tscp::byte_view{&byte, 1}, false, true};
        const unsigned expected = code == 3 || code == 4 || code >= 128 ? code : 2;
        CHECK(static_cast<unsigned>(alert.alert()) == expected);
    }
}

TEST_CASE("a record that was never opened has no content") {
    const tscp::opened_record none;
    CHECK(none.data().empty());
    CHECK(none.ticket().empty());
    CHECK(static_cast<int>(none.alert()) == 0);
    CHECK_FALSE(none.reply_required);
    CHECK_FALSE(none.newest);
}
