// SPDX-License-Identifier: MIT
// The objects of a handshake's states serve one handshake after another: nothing of the one before is left in them.
#include <cstdint>
#include <string>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

/// Both ends, with one state each for all handshakes.
template <class Profile>
struct fixture {
    // Hello and Hey into the states, as far as the client's session.
    void begin() {
        bytes memory(300);
        tscp::writer hello{memory};
        REQUIRE(client.write_hello(hello, waiting) == errc::none);
        bytes reply(300);
        tscp::writer hey{reply};
        REQUIRE(server.answer_hello(hello.written(), hey, tscp::cid_view{server_cid}, half) == errc::none);
        REQUIRE_FALSE(half.ended());
        REQUIRE(std::move(waiting).read_hey(hey.written(), client_session) == errc::none);
    }
    // The first record and its answer.
    void finish() {
        const bytes first = test::seal(client_session.channel, tscp::bytes_of("first"));
        bytes room(100);
        auto confirmed = std::move(half).open(first, room);
        REQUIRE(confirmed);
        CHECK(half.ended());
        CHECK(tscp::equal_public(confirmed->first_record.data(), tscp::bytes_of("first")));
        CHECK(tscp::equal_public(confirmed->client.name.bytes(), tscp::bytes_of("kitchen")));
        CHECK(test::open(client_session.channel, test::seal(confirmed->channel, tscp::bytes_of("answer"))) == "answer");
        // Numbers that only a state of this session's own gives.
        for (int i = 0; i < 70; ++i) {
            const std::string text = std::to_string(i);
            REQUIRE(test::open(confirmed->channel,
                               test::seal(client_session.channel, bytes(text.begin(), text.end()))) == text);
        }
        CHECK(confirmed->channel.lost_records() == 0);
    }

    test::counted_random random{62};
    test::one_client directory;
    bytes client_cid = test::cid_of<Profile>(0xc1);
    bytes server_cid = test::cid_of<Profile>(0x51);
    tscp::client<Profile> client{test::credential(), random, {{}, client_cid, {}}};
    tscp::server<Profile, test::one_client> server{directory, random};
    tscp::waiting_client<Profile> waiting;
    tscp::half_open<Profile> half;
    tscp::client_session<Profile> client_session;
};

}  // namespace

TEMPLATE_TEST_CASE("the states of a handshake serve the next one", "", test::stream_profile, test::datagram_profile) {
    fixture<TestType> one;
    for (int i = 0; i < 3; ++i) {
        one.begin();
        one.finish();
    }
}

TEMPLATE_TEST_CASE("the states of a handshake that was given up serve the next one", "", test::stream_profile,
                   test::datagram_profile) {
    fixture<TestType> one;
    one.begin();
    // Only the Hello of the second is written, and the third begins.
    bytes memory(300);
    tscp::writer hello{memory};
    REQUIRE(one.client.write_hello(hello, one.waiting) == errc::none);
    one.begin();
    one.finish();
}
