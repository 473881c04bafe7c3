// SPDX-License-Identifier: MIT
// Cookies and alerts in clear: what is one, to the byte.
#include <cstdint>

#include <tscp/wire/clear_alert.hpp>
#include <tscp/wire/cookie.hpp>
#include <tscp/wire/hey.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;
using tscp::errc;

errc read_alert(const bytes& message) {
    tscp::clear_alert alert;
    return tscp::clear_alert::parse(message, alert);
}

}  // namespace

TEST_CASE("a cookie has 17 bytes, and is read as it was written") {
    const bytes own{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    bytes message(17);
    tscp::writer out{message};
    REQUIRE(tscp::cookie_message::write_cookie(own, out));
    CHECK(tscp::kind_of(message) == tscp::message_kind::cookie);
    tscp::byte_view cookie;
    REQUIRE(tscp::cookie_message::parse(message, cookie) == errc::none);
    CHECK(equal_public(cookie, own));
    bytes small(16);
    tscp::writer no_room{small};
    CHECK(tscp::cookie_message::write_cookie(own, no_room).error() == errc::buffer_too_small);
    CHECK(no_room.size() == 0);
    for (std::size_t size = 0; size < 40; ++size) {
        const bytes other(size, 0x35);
        CHECK((tscp::cookie_message::parse(other, cookie) == errc::none) == (size == 17));
    }
    message[0] = 0x31;
    CHECK(tscp::cookie_message::parse(message, cookie) == errc::malformed_cookie);
}

TEST_CASE("a Hello with a cookie is cut where its sizes say") {
    bytes message(1 + 16 + 20 + 16);
    for (std::size_t i = 0; i < message.size(); ++i) { message[i] = static_cast<std::uint8_t>(i); }
    message[0] = 0x36;
    CHECK(tscp::kind_of(message) == tscp::message_kind::hello_with_cookie);
    tscp::hello_with_cookie parts;
    REQUIRE(tscp::hello_with_cookie::parse(message, parts) == errc::none);
    CHECK((parts.cookie.size() == 16 && parts.cookie[0] == 1));
    CHECK((parts.hello.size() == 20 && parts.hello[0] == 17));
    CHECK((parts.proof.size() == 16 && parts.proof[0] == 37));
    CHECK((parts.before_proof.size() == 37 && parts.before_proof[0] == 0x36));
    for (std::size_t size = 0; size < 36; ++size) {
        const bytes other(size, 0x36);
        CHECK((tscp::hello_with_cookie::parse(other, parts) == errc::none) == (size >= 33));
    }
    message[0] = 0x31;
    CHECK(tscp::hello_with_cookie::parse(message, parts) == errc::malformed_hello);
}

TEST_CASE("an alert in clear has 2 bytes with code 1, or 10 bytes with code 5") {
    for (unsigned code = 0; code < 256; ++code) {
        for (std::size_t size = 0; size < 14; ++size) {
            bytes message(size, 0x33);
            if (size > 1) { message[1] = static_cast<std::uint8_t>(code); }
            const bool right = (size == 2 && code == 1) || (size == 10 && code == 5);
            CHECK(read_alert(message) == (right ? errc::none : errc::malformed_alert));
        }
    }
    CHECK(read_alert({0x32, 1}) == errc::malformed_alert);
    CHECK(read_alert({0x32, 5, 1, 2, 3, 4, 5, 6, 7, 8}) == errc::malformed_alert);
}

TEST_CASE("the alert for a record of no session has the end of the record") {
    const bytes record{0x80, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    bytes message(10);
    tscp::writer out{message};
    REQUIRE(tscp::clear_alert::write_unknown_session(record, out));
    CHECK(message == bytes{0x33, 5, 2, 3, 4, 5, 6, 7, 8, 9});
    tscp::clear_alert alert;
    REQUIRE(tscp::clear_alert::parse(message, alert) == errc::none);
    CHECK(alert.code == tscp::clear_alert_code::unknown_session);
    CHECK(equal_public(alert.record_end, tscp::byte_view{record}.last(8)));
    REQUIRE(tscp::clear_alert::parse(tscp::stored_view{tscp::refused_alert}, alert) == errc::none);
    CHECK((alert.code == tscp::clear_alert_code::refused && alert.record_end.empty()));
    bytes small(9);
    tscp::writer no_room{small};
    CHECK(tscp::clear_alert::write_unknown_session(record, no_room).error() == errc::buffer_too_small);
    CHECK(no_room.size() == 0);
}

TEST_CASE("where a Hey is due, only the alert of a refused Hello says that it was refused") {
    const auto error_of = [](const bytes& message) { return tscp::hey::parse(message).error(); };
    CHECK(error_of({0x33, 1}) == errc::refused_by_peer);
    CHECK(error_of({0x33}) == errc::malformed_alert);
    CHECK(error_of({0x33, 2}) == errc::malformed_alert);
    CHECK(error_of({0x33, 1, 0}) == errc::malformed_alert);
    CHECK(error_of({0x33, 5, 1, 2, 3, 4, 5, 6, 7, 8}) == errc::malformed_alert);
    CHECK(error_of({}) == errc::malformed_hey);
    CHECK(error_of(bytes(40, 0x31)) == errc::malformed_hey);
}
