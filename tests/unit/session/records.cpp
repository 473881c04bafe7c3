// SPDX-License-Identifier: MIT
// Records on streams: damage, order, close, alerts, key updates and limits.
#include <utility>
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"
#include "../../support/watched_aead.hpp"

namespace {

using test::bytes;
using tscp::errc;
using pair = test::pair<test::stream_profile>;
using watched = test::profile_of<tscp::framing::stream, tscp::suite<tscp::portable::x25519, test::watched_aead>>;

template <class Channel>
bytes update(Channel& from) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_key_update(out)}; });
}

template <class Channel>
bytes close(Channel& from) {
    return test::written_by([&](tscp::writer& out) { return bool{from.seal_close(out)}; });
}

}  // namespace

TEST_CASE("records carry contents of any size both ways") {
    pair one;
    for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 50U, 255U, 256U, 1000U, 16384U}) {
        const bytes content = test::repeatable_random{size}.draw(size);
        const bytes record = test::seal(one.client_channel(), content);
        CHECK(record.size() == size + 19);
        CHECK(test::open(one.server_channel(), record) == std::string(content.begin(), content.end()));
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), content)) ==
              std::string(content.begin(), content.end()));
    }
    bytes buffer(20000);
    tscp::writer out{buffer};
    CHECK(one.client_channel().seal(bytes(16385), out).error() == errc::message_too_long);
}

TEST_CASE("padding hides the size and is taken off") {
    pair one;
    for (std::size_t padding = 1; padding < 40; ++padding) {
        const bytes record = test::written_by([&](tscp::writer& out) {
            return bool{one.client_channel().seal_padded(tscp::bytes_of("a\0"), padding, out)};
        });
        CHECK(record.size() == 2 + padding + 19);
        CHECK(test::open(one.server_channel(), record) == std::string("a\0", 2));
    }
}

TEST_CASE("any damage to a record on a stream is final and gives no content") {
    const std::size_t bits = 8 * test::seal(pair{}.client_channel(), tscp::bytes_of("open the door")).size();
    for (std::size_t bit = 0; bit < bits; ++bit) {
        pair one{bit + 1};
        bytes record = test::seal(one.client_channel(), tscp::bytes_of("open the door"));
        const bytes whole = record;
        record[bit / 8] = static_cast<std::uint8_t>(record[bit / 8] ^ (1U << (bit % 8)));
        bytes content(100, 0x5a);
        CHECK_FALSE(one.server_channel().open(record, content));
        CHECK((content == bytes(100, 0x5a) || tscp::byte_view{content}.first(13)[0] == 0));
        CHECK(one.server_channel().ended());
        CHECK(test::error_of(one.server_channel(), whole) == errc::session_ended);
        tscp::writer out{content};
        CHECK(one.server_channel().seal({}, out).error() == errc::session_ended);
    }
}

TEST_CASE("cut, lengthened, replayed, reordered, reflected and foreign records are final") {
    pair one;
    pair other{2};
    const bytes record = test::seal(one.client_channel(), tscp::bytes_of("1"));
    const bytes second = test::seal(one.client_channel(), tscp::bytes_of("2"));
    SECTION("cut") {
        bytes content(10);
        CHECK_FALSE(one.server_channel().open(bytes(record.begin(), record.end() - 1), content));
        CHECK(one.server_channel().ended());
    }
    SECTION("lengthened") {
        bytes longer = record;
        longer.push_back(0);
        CHECK(test::error_of(one.server_channel(), longer) == errc::malformed_record);
    }
    SECTION("replayed") {
        CHECK(test::open(one.server_channel(), record) == "1");
        CHECK(test::error_of(one.server_channel(), record) == errc::not_authentic);
    }
    SECTION("reordered") { CHECK(test::error_of(one.server_channel(), second) == errc::not_authentic); }
    SECTION("reflected") { CHECK(test::error_of(one.client_channel(), record) == errc::not_authentic); }
    SECTION("of another session") { CHECK(test::error_of(other.server_channel(), record) == errc::not_authentic); }
    SECTION("a handshake message") {
        CHECK(test::error_of(one.server_channel(), one.hello) == errc::unexpected_message);
    }
    SECTION("the reserved type") {
        bytes odd = record;
        odd[0] = 0xf0;
        CHECK(test::error_of(one.server_channel(), odd) == errc::malformed_record);
    }
}

TEST_CASE("a close ends one direction, and the end without one is truncation") {
    pair one;
    CHECK(one.server_channel().end_of_stream().error() == errc::truncated);
    bytes record = close(one.client_channel());
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(one.client_channel().seal({}, out).error() == errc::direction_closed);
    CHECK(one.client_channel().seal_close(out).error() == errc::direction_closed);
    const auto got = one.server_channel().open_in_place(record);
    REQUIRE(got);
    CHECK(got->event() == tscp::record_event::close);
    CHECK(one.server_channel().end_of_stream());
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("still"))) == "still");
}

TEST_CASE("an alert ends the session for both") {
    pair one;
    bytes record = test::written_by(
        [&](tscp::writer& out) { return bool{one.client_channel().seal_alert(tscp::alert_code::going_away, out)}; });
    CHECK(one.client_channel().ended());
    const auto got = one.server_channel().open_in_place(record);
    REQUIRE(got);
    CHECK(got->event() == tscp::record_event::alert);
    CHECK(got->alert() == tscp::alert_code::going_away);
    CHECK(got->data().empty());
    CHECK(one.server_channel().ended());
}

TEST_CASE("keys are updated by either side, in turn and at once") {
    pair one;
    bytes buffer(100);
    tscp::writer out{buffer};
    // The client has opened nothing yet.
    CHECK(one.client_channel().seal_key_update(out).error() == errc::update_not_allowed);
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    for (int round = 0; round < 9; ++round) {
        bytes record = update(one.client_channel());
        CHECK((record[0] & 0x70) == 0x30);
        CHECK((record[0] & 3) == (2 * round + 1) % 4);
        const auto got = one.server_channel().open_in_place(record);
        REQUIRE(got);
        CHECK(got->reply_required);
        CHECK(one.client_channel().seal_key_update(out).error() == errc::update_not_allowed);
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("b"))) == "b");
        bytes from_client = update(one.client_channel());
        bytes from_server = update(one.server_channel());
        const auto at_server = one.server_channel().open_in_place(from_client);
        REQUIRE(at_server);
        CHECK_FALSE(at_server->reply_required);
        const auto at_client = one.client_channel().open_in_place(from_server);
        REQUIRE(at_client);
        CHECK_FALSE(at_client->reply_required);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("c"))) == "c");
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("d"))) == "d");
    }
}

TEST_CASE("keys are updated by themselves at half their limit, and never used beyond it") {
    test::nonce_log::reset();
    test::pair<watched> one;
    SECTION("with a peer that answers") {
        for (int i = 0; i < 300; ++i) {
            CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("ping"))) == "ping");
            CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("pong"))) == "pong");
        }
    }
    SECTION("with a peer that is silent") {
        int sealed = 1;
        errc why{};
        while (why == errc::none) {
            bytes buffer(100);
            tscp::writer out{buffer};
            why = one.client_channel().seal(tscp::bytes_of("ping"), out).error();
            CHECK((out.size() == 0) == (why != errc::none));
            sealed += why == errc::none ? 1 : 0;
        }
        CHECK(why == errc::limit_reached);
        CHECK(sealed == 40);
    }
    CHECK(test::nonce_log::repeats() == 0);
}

TEST_CASE("a buffer that is too small changes nothing") {
    pair one;
    for (std::size_t size = 0; size < 23; ++size) {
        bytes buffer(size, 0x5a);
        tscp::writer out{buffer};
        CHECK(one.client_channel().seal(tscp::bytes_of("four"), out).error() == errc::buffer_too_small);
        CHECK(buffer == bytes(size, 0x5a));
        CHECK(one.client_channel().seal_close(out).error() == (size < 19 ? errc::buffer_too_small : errc::none));
        if (size >= 19) { break; }
    }
    pair other;
    const bytes record = test::seal(other.client_channel(), tscp::bytes_of("four"));
    for (std::size_t size = 0; size < 4; ++size) {
        bytes content(size);
        CHECK(other.server_channel().open(record, content).error() == errc::buffer_too_small);
    }
    CHECK(test::open(other.server_channel(), record) == "four");
}

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from channel says and holds is what is tested

TEST_CASE("a channel that ended or was moved from holds no key, and says so") {
    pair one;
    tscp::client_channel<test::stream_profile>& first = one.client_channel();
    const std::vector<bytes> secrets = test::secrets_of(first);
    const auto held = [&](const auto& object) {
        const bytes memory = test::memory_of_object(object);
        std::size_t count = 0;
        for (const bytes& secret : secrets) { count += test::contains(memory, secret) ? 1U : 0U; }
        return count;
    };
    REQUIRE(secrets.size() == 6);
    CHECK(held(first) == 6);
    tscp::client_channel<test::stream_profile> channel{std::move(first)};
    CHECK(first.ended());
    CHECK(held(first) == 0);
    CHECK(held(channel) == 6);
    bytes buffer(100);
    tscp::writer out{buffer};
    CHECK(first.seal({}, out).error() == errc::state_consumed);
    CHECK(test::error_of(first, test::seal(one.server_channel(), {})) == errc::state_consumed);
    CHECK(test::open(one.server_channel(), test::seal(channel, tscp::bytes_of("moved"))) == "moved");
    SECTION("by its owner") { channel.end(); }
    SECTION("by an alert of its own") { CHECK(channel.seal_alert(tscp::alert_code::going_away, out)); }
    SECTION("by an alert of the peer") {
        (void)test::error_of(channel, test::written_by([&](tscp::writer& alert) {
                                 return bool{one.server_channel().seal_alert(tscp::alert_code::going_away, alert)};
                             }));
    }
    SECTION("by a forgery") { CHECK(test::error_of(channel, bytes(40, 0x80)) != errc::none); }
    SECTION("by another in its place") {
        channel = tscp::client_channel<test::stream_profile>{};
        CHECK(channel.seal({}, out).error() == errc::state_consumed);
        CHECK(held(channel) == 0);
        return;
    }
    CHECK(channel.ended());
    CHECK(held(channel) == 0);
    CHECK(channel.seal({}, out).error() == errc::session_ended);
}

// NOLINTEND(bugprone-use-after-move)
