// SPDX-License-Identifier: MIT
// What counts as a failure, for which key, and what comes of it: docs/PROTOCOL.md, "Limits" and "Records".
#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/tscp2_pair.hpp"
#include "../../support/watched_aead.hpp"

namespace {

using test::bytes;
using tscp::errc;
using tscp::opened_record;

// 30 failures end a session, 15 ask for an update.
using watched = test::profile_of<tscp::framing::datagram, tscp::suite<tscp::portable::x25519, test::watched_aead>>;
using bare = test::profile_of<tscp::framing::datagram, test::none_chacha>;
using short_tag = test::profile_of<tscp::framing::datagram, tscp::suite<tscp::group_none, tscp::portable::aes128_ccm8>>;

template <class Profile>
using access = test::channel_access<Profile>;

// A forgery of so many epochs ahead, with a new number each time.
template <class Profile>
bytes forged(tscp::record_layer<Profile>& to, unsigned ahead, std::uint8_t tag = 0) {
    auto& state = access<Profile>::receive(to);
    bytes record(2 + 20 + Profile::suites::max_tag_size, tag);
    record[0] = static_cast<std::uint8_t>(0x80U | ((state.epoch() + ahead) & 3U));
    record[1] = static_cast<std::uint8_t>(state.next_sequence_number() + 5);
    return record;
}

// Both have opened a record of the other.
template <class Profile>
struct warm_pair : test::pair<Profile> {
    warm_pair() {
        REQUIRE(test::open(this->client_channel(), test::seal(this->server_channel(), {})).empty());
        REQUIRE(test::open(this->server_channel(), test::seal(this->client_channel(), {})).empty());
    }
    auto& server_state() { return access<Profile>::receive(this->server_channel()); }
};

template <class Channel>
bytes pong(Channel& from) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_pong({}, out)}; });
}

template <class Channel>
bool reply_required(Channel& to, bytes record) {
    opened_record got;
    REQUIRE(to.open_in_place(record, got) == errc::none);
    return got.reply_required;
}

}  // namespace

TEST_CASE("a failure counts for the key that was tried, and nothing else counts") {
    warm_pair<bare> one;
    auto& server = one.server_channel();
    const auto counts = [&](std::uint32_t current, std::uint32_t later) {
        CHECK(one.server_state().failures() == current);
        CHECK(one.server_state().later_failures() == later);
    };
    CHECK(test::error_of(server, forged(server, 0)) == errc::not_authentic);
    counts(1, 0);
    CHECK(test::error_of(server, forged(server, 1)) == errc::not_authentic);
    counts(1, 1);
    // The peer can be one epoch ahead, no more.
    CHECK(test::error_of(server, forged(server, 2)) == errc::wrong_epoch);
    CHECK(test::error_of(server, forged(server, 3)) == errc::wrong_epoch);
    bytes replayed = forged(server, 0);
    replayed[1] = 0;
    CHECK(test::error_of(server, replayed) == errc::replayed);
    bytes reserved = forged(server, 0);
    reserved[0] |= 0x70U;
    CHECK(test::error_of(server, reserved) == errc::malformed_record);
    CHECK(test::error_of(server, bytes(17, 0x80)) == errc::malformed_record);
    bytes with_cid = forged(server, 0);
    with_cid[0] |= 0x08U;
    CHECK(test::error_of(server, with_cid) == errc::wrong_connection_id);
    bytes small(5);
    CHECK(server.open(forged(server, 0), small).error() == errc::buffer_too_small);
    counts(1, 1);
    // After an update of this end's own the peer can be two ahead.
    (void)test::written_by([&](tscp::writer& out) { return bool{server.seal_key_update(out)}; });
    CHECK(test::error_of(server, forged(server, 2)) == errc::not_authentic);
    counts(1, 2);
}

TEST_CASE("with 8-byte tags a number of one byte is dropped untried, and none is sent") {
    warm_pair<short_tag> one;
    auto& server = one.server_channel();
    for (int i = 0; i < 200; ++i) {
        CHECK(test::error_of(server, forged(server, 0)) == errc::malformed_record);
        const bytes record = test::seal(one.client_channel(), tscp::bytes_of("x"));
        CHECK((record[0] & 4) != 0);
        CHECK(record.size() == 1 + 11);
        CHECK(one.client_channel().overhead() == 11);
        CHECK(test::open(server, record) == "x");
    }
    CHECK(one.server_state().failures() == 0);
    bytes two_bytes(30, 0x84);
    two_bytes[1] = 1;
    CHECK(test::error_of(server, two_bytes) == errc::not_authentic);
    CHECK(one.server_state().failures() == 1);
}

TEST_CASE("a client takes no record of a later epoch before it has sealed one") {
    // The server's first record may be of epoch 1, as it has opened one of the client's in epoch 0.
    test::pair<bare> one;
    auto& client = one.client_channel();
    access<bare>::send(client).reset();
    CHECK(test::error_of(client, forged(client, 1)) == errc::wrong_epoch);
    CHECK(access<bare>::receive(client).later_failures() == 0);
    access<bare>::send(client).record_sealed();
    CHECK(test::error_of(client, forged(client, 1)) == errc::not_authentic);
    const bytes update =
        test::written_by([&](tscp::writer& out) { return bool{one.server_channel().seal_key_update(out)}; });
    CHECK((update[0] & 3) == 1);
    CHECK(reply_required(client, update));
}

TEST_CASE("an end that was suspended with an update under way still takes what its peer can send") {
    warm_pair<bare> one;
    const bytes old = test::seal(one.client_channel(), tscp::bytes_of("old"));
    (void)test::written_by([&](tscp::writer& out) { return bool{one.server_channel().seal_key_update(out)}; });
    auto& send = access<bare>::send(one.server_channel());
    REQUIRE(send.restore(send.sequence_number(), send.epoch(), send.update_allowed(), send.closed()));
    CHECK(test::error_of(one.server_channel(), forged(one.server_channel(), 2)) == errc::not_authentic);
    CHECK(test::open(one.server_channel(), old) == "old");
}

TEST_CASE("the failures of a half-open session count, end it, and are carried into the session") {
    test::counted_random random;
    test::one_client directory;
    bytes buffer(300);
    tscp::writer hello{buffer};
    auto waiting = tscp::client<watched>{test::credential(), random}.write_hello(hello);
    REQUIRE(waiting);
    bytes reply(300);
    tscp::writer hey{reply};
    auto half = tscp::server<watched, test::one_client>{directory, random}.answer_hello(hello.written(), hey);
    REQUIRE(half);
    auto client = std::move(*waiting).read_hey(hey.written());
    REQUIRE(client);
    const bytes first = test::written_by([&](tscp::writer& out) { return bool{client->channel.seal_ping({}, out)}; });

    bytes content(100);
    bytes record(40, 0x80);
    // Of epoch 0 alone: a first record is of no other.
    for (std::uint8_t epoch = 1; epoch < 4; ++epoch) {
        record[0] = static_cast<std::uint8_t>(0x80U | epoch);
        CHECK(half->open(record, content).error() == errc::wrong_epoch);
    }
    record[0] = 0x80;
    for (int i = 0; i < 29; ++i) { CHECK(half->open(record, content).error() == errc::not_authentic); }
    CHECK_FALSE(half->ended());
    SECTION("one more ends it") {
        CHECK(half->open(record, content).error() == errc::limit_reached);
        CHECK(half->ended());
        CHECK(half->open(first, content).error() == errc::session_ended);
    }
    SECTION("one more in the session ends that") {
        auto session = half->open(first, content);
        REQUIRE(session);
        CHECK(session->first_record.event() == tscp::record_event::ping);
        CHECK(session->first_record.reply_required);
        CHECK(access<watched>::receive(session->channel).failures() == 29);
        CHECK(test::error_of(session->channel, forged(session->channel, 0)) == errc::limit_reached);
        CHECK(session->channel.ended());
    }
}

TEST_CASE("an end that only receives is told of an update when later keys have seen half of their failures") {
    warm_pair<watched> one;
    auto& client = one.client_channel();
    auto& server = one.server_channel();
    for (int i = 0; i < 15; ++i) {
        CHECK_FALSE(reply_required(server, test::seal(client, {})));
        CHECK(test::error_of(server, forged(server, 1)) == errc::not_authentic);
    }
    CHECK(one.server_state().failures() == 0);
    CHECK(reply_required(server, test::seal(client, {})));
    // The first update brings the keys that were attacked into use, the second leaves them.
    for (std::uint8_t epoch = 1; epoch <= 2; ++epoch) {
        const bytes reply = pong(server);
        CHECK((reply[0] & 3) == epoch);
        CHECK_FALSE(reply_required(server, test::seal(client, {})));
        CHECK(reply_required(client, reply));
        CHECK(reply_required(server, pong(client)) == (epoch == 1));
        CHECK(one.server_state().failures() == (epoch == 1 ? 15U : 0U));
        CHECK(one.server_state().later_failures() == 0);
    }
    CHECK((pong(server)[0] & 3) == 2);
}

TEST_CASE("too many failures under later keys end the session too") {
    warm_pair<watched> one;
    auto& server = one.server_channel();
    for (int i = 0; i < 29; ++i) { CHECK(test::error_of(server, forged(server, 1)) == errc::not_authentic); }
    CHECK(test::error_of(server, forged(server, 1)) == errc::limit_reached);
    CHECK(server.ended());
}

TEST_CASE("an update is opened at once, however many forgeries under its keys came before") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        test::pair<bare> one{seed};
        auto& server = one.server_channel();
        REQUIRE(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
        REQUIRE(test::open(server, test::seal(one.client_channel(), {})).empty());
        const bytes update =
            test::written_by([&](tscp::writer& out) { return bool{one.client_channel().seal_key_update(out)}; });
        // Ones that end as the update does too, as of a forger who saw it.
        for (unsigned i = 0; i < 1000; ++i) {
            const auto tag = i < 500 ? static_cast<std::uint8_t>(i) : update.back();
            REQUIRE(test::error_of(server, forged(server, 1, tag)) == errc::not_authentic);
        }
        CHECK(test::open(server, update).empty());
        CHECK(access<bare>::receive(server).failures() == 1000);
        CHECK(access<bare>::receive(server).later_failures() == 0);
    }
}
