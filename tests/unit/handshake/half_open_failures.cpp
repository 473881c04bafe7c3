// SPDX-License-Identifier: MIT
// Records that fail to open count in a half-open session as in any other, and go on counting behind its confirmation.
#include <cstdint>

#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

struct profile : test::profile_of<tscp::framing::datagram, tscp::suite<tscp::group_none, tscp::portable::aes128_ccm8>> {
    static constexpr std::uint64_t short_tag_open_limit = 4;
};

struct fixture {
    fixture() {
        tscp::writer hello{hello_buffer};
        tscp::waiting_client<profile> waiting;
        REQUIRE(tscp::client<profile>{test::credential(), random}.write_hello(hello, waiting) == errc::none);
        tscp::writer hey{hey_buffer};
        tscp::server<profile, test::one_client> at{directory, random};
        REQUIRE(at.answer_hello(hello.written(), hey, {}, half) == errc::none);
        REQUIRE(waiting.read_hey(hey.written(), client) == errc::none);
    }
    // Opens a record of the client's, damaged or not.
    errc open_first(bool damaged) {
        bytes record = test::seal(client.channel, tscp::bytes_of("hi"));
        record.back() = static_cast<std::uint8_t>(record.back() ^ (damaged ? 1U : 0U));
        return half.open(record, content, session);
    }

    test::counted_random random;
    test::one_client directory;
    bytes hello_buffer = bytes(200);
    bytes hey_buffer = bytes(200);
    bytes content = bytes(100);
    tscp::half_open<profile> half;
    tscp::client_session<profile> client;
    tscp::server_session<profile> session;
};

}  // namespace

TEST_CASE("a half-open session ends where as many records failed as its key may see") {
    fixture one;
    for (int failed = 1; failed < 4; ++failed) {
        CHECK(one.open_first(true) == errc::not_authentic);
        CHECK_FALSE(one.half.ended());
    }
    CHECK(one.open_first(true) == errc::limit_reached);
    CHECK(one.half.ended());
    CHECK(one.open_first(false) == errc::session_ended);
}

TEST_CASE("what failed before a session was confirmed counts after it") {
    fixture one;
    for (int failed = 1; failed < 4; ++failed) { CHECK(one.open_first(true) == errc::not_authentic); }
    REQUIRE(one.open_first(false) == errc::none);
    bytes record = test::seal(one.client.channel, tscp::bytes_of("hi"));
    record.back() ^= 1U;
    CHECK(one.session.channel.open_in_place(record).error() == errc::limit_reached);
    CHECK(one.session.channel.ended());
}
