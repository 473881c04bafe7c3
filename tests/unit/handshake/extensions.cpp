// SPDX-License-Identifier: MIT
// What the two ends ask of each other's records by extensions; groups and suites that an end does not know.
#include <array>
#include <cstdint>
#include <string>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using tscp::framing;

template <framing Framing>
using plain = test::profile_of<Framing, test::x25519_chacha, test::none_chacha>;

template <framing Framing, std::uint16_t Limit>
struct limited : plain<Framing> {
    static constexpr std::uint16_t record_size_limit = Limit;
};
template <framing Framing>
struct with_wide_window : plain<Framing> {
    static constexpr std::size_t replay_window_bits = 256;
};
struct wants_both : limited<framing::datagram, 200> {
    static constexpr std::size_t replay_window_bits = 256;
};
template <std::size_t CidSize>
struct wants_both_with_cid : wants_both {
    static constexpr std::size_t cid_size = CidSize;
};
template <framing Framing>
struct small : plain<Framing> {
    static constexpr bool uses_extensions = false;
};

template <class Client, class Server>
test::ends<Client, Server> session_of() {
    test::one_client directory;
    test::ends<Client, Server> both;
    REQUIRE(test::do_handshake(test::credential(), directory, both) == errc::none);
    return both;
}

bool has_two_byte_number(const bytes& record) { return (record[0] & 0x04U) != 0; }

/// A Hello of `dev1` in mode 0 as a client of another make could send it: what lies between the suites and the binder
/// is the test's.
template <class Profile>
bytes hello_with(const bytes& suites, const bytes& cid_and_extensions, const bytes& share) {
    bytes message{0x31, 0, static_cast<std::uint8_t>(suites.size())};
    const auto append = [&](const bytes& part) { message.insert(message.end(), part.begin(), part.end()); };
    append(suites);
    append({4, 'd', 'e', 'v', '1'});
    append(cid_and_extensions);
    append(share);
    tscp::handshake_secrets<Profile> secrets;
    secrets.schedule.start(test::psk());
    secrets.messages.start({});
    secrets.messages.add(message);
    bytes binder(16);
    secrets.prove(tscp::proof_label::external_binder, secrets.messages, binder);
    append(binder);
    return message;
}

template <class Profile>
errc answer(const bytes& hello, bytes& reply) {
    test::counted_random random;
    test::one_client directory;
    bytes buffer(500);
    tscp::writer out{buffer};
    const errc error = tscp::server<Profile, test::one_client>{directory, random}.answer_hello(hello, out).error();
    reply.assign(out.written().begin(), out.written().end());
    return error;
}

const bytes share(16, 0x5a);
const bytes refusal{0x33, 0x01};

}  // namespace

TEST_CASE("each end seals no more than the other takes") {
    auto client_is_limited = session_of<limited<framing::stream, 100>, plain<framing::stream>>();
    CHECK(client_is_limited.server.channel.max_content() == 100);
    CHECK(client_is_limited.client.channel.max_content() == 16384);
    auto server_is_limited = session_of<plain<framing::datagram>, limited<framing::datagram, 300>>();
    CHECK(server_is_limited.server.channel.max_content() == 16384);
    CHECK(server_is_limited.client.channel.max_content() == 300);
    bytes buffer(500);
    tscp::writer out{buffer};
    CHECK(server_is_limited.client.channel.seal(bytes(301, 0x61), out).error() == errc::message_too_long);
    CHECK(test::open(server_is_limited.server.channel,
                     test::seal(server_is_limited.client.channel, bytes(300, 0x61))) == std::string(300, 'a'));
}

TEST_CASE("a wide window asks the other end for two-byte numbers, on datagrams alone") {
    auto by_client = session_of<with_wide_window<framing::datagram>, plain<framing::datagram>>();
    CHECK(has_two_byte_number(test::seal(by_client.server.channel, tscp::bytes_of("a"))));
    CHECK_FALSE(has_two_byte_number(by_client.first_record));
    auto by_server = session_of<plain<framing::datagram>, with_wide_window<framing::datagram>>();
    CHECK(has_two_byte_number(by_server.first_record));
    CHECK_FALSE(has_two_byte_number(test::seal(by_server.server.channel, tscp::bytes_of("a"))));
    auto on_stream = session_of<with_wide_window<framing::stream>, plain<framing::stream>>();
    CHECK(on_stream.hello.size() == (session_of<plain<framing::stream>, plain<framing::stream>>().hello.size()));
}

TEST_CASE("an end that asks for nothing sends no extensions, and both ends may ask") {
    const auto none = session_of<plain<framing::datagram>, plain<framing::datagram>>();
    const auto both = session_of<wants_both, wants_both>();
    CHECK(both.hello.size() == none.hello.size() + 7);
    CHECK(both.hey.size() == none.hey.size() + 7);
    CHECK(both.client.channel.max_content() == 200);
    CHECK(both.server.channel.max_content() == 200);
}

TEST_CASE("an end that knows no extensions passes over them") {
    auto server_is_small = session_of<wants_both, small<framing::datagram>>();
    CHECK(server_is_small.server.channel.max_content() == 16384);
    CHECK_FALSE(has_two_byte_number(test::seal(server_is_small.server.channel, tscp::bytes_of("a"))));
    auto client_is_small = session_of<small<framing::datagram>, wants_both>();
    CHECK(client_is_small.client.channel.max_content() == 16384);
    CHECK(test::open(client_is_small.client.channel,
                     test::seal(client_is_small.server.channel, tscp::bytes_of("yo"))) == "yo");
}

TEST_CASE("extensions do not make a Hey longer than the Hello and 4 bytes on datagrams") {
    const auto check = [](auto both, std::size_t limit) {
        CHECK(both.hey.size() <= both.hello.size() + 4);
        CHECK(both.client.channel.max_content() == limit);
    };
    // The Hello has 58 bytes, the Hey 51 and its cid without extensions.
    check(session_of<plain<framing::datagram>, wants_both_with_cid<4>>(), 200);
    check(session_of<plain<framing::datagram>, wants_both_with_cid<5>>(), 200);
    check(session_of<plain<framing::datagram>, wants_both_with_cid<7>>(), 16384);
    check(session_of<plain<framing::datagram>, wants_both_with_cid<8>>(), 16384);
    check(session_of<wants_both, wants_both_with_cid<8>>(), 200);
    // A stream does not care.
    const auto on_stream = session_of<plain<framing::stream>, limited<framing::stream, 200>>();
    CHECK(on_stream.client.channel.max_content() == 200);
}

TEST_CASE("extensions are in the transcript") {
    const auto both = session_of<wants_both, wants_both>();
    const std::size_t at = both.hello.size() - 16 - 32 - 3;
    bytes hello = both.hello;
    CHECK(hello[at] == 200);
    hello[at] = 201;
    bytes reply;
    CHECK(answer<wants_both>(hello, reply) == errc::wrong_binder);
}

TEST_CASE("an unknown extension changes nothing, and a malformed list is no Hello") {
    bytes reply;
    using profile = plain<framing::datagram>;
    CHECK(answer<profile>(hello_with<profile>({0x01}, {0x00}, share), reply) == errc::none);
    CHECK(answer<profile>(hello_with<profile>({0x01}, {0x80, 4, 99, 2, 1, 2}, share), reply) == errc::none);
    CHECK(answer<profile>(hello_with<profile>({0x01}, {0x80, 0}, share), reply) == errc::none);
    CHECK(answer<profile>(hello_with<profile>({0x01}, {0xf2, 7, 7, 3, 9, 1, 0}, share), reply) == errc::none);
    for (const bytes& list : {bytes{1}, bytes{99, 1}, bytes{1, 2, 0, 15}, bytes{2, 0, 2, 0}, bytes{2, 1, 0}}) {
        bytes cid{0x80, static_cast<std::uint8_t>(list.size())};
        cid.insert(cid.end(), list.begin(), list.end());
        const bytes hello = hello_with<profile>({0x01}, cid, share);
        CHECK(answer<profile>(hello, reply) == errc::malformed_hello);
        CHECK(reply.empty());
        CHECK(answer<small<framing::datagram>>(hello, reply) == errc::none);
    }
}

TEST_CASE("a client takes no Hey with a malformed list of extensions") {
    test::counted_random random;
    test::one_client directory;
    using profile = plain<framing::datagram>;
    bytes hello_buffer(300);
    tscp::writer hello{hello_buffer};
    auto waiting = tscp::client<profile>{test::credential(), random}.write_hello(hello);
    bytes hey_buffer(300);
    tscp::writer hey{hey_buffer};
    REQUIRE(tscp::server<limited<framing::datagram, 100>, test::one_client>{directory, random}.answer_hello(
        hello.written(), hey));
    const bytes right{hey.written().begin(), hey.written().end()};
    CHECK(bytes{right.begin() + 2, right.begin() + 8} == bytes{0x80, 4, 1, 2, 0, 100});
    bytes wrong = right;
    wrong[7] = 15;
    CHECK(waiting->read_hey(wrong).error() == errc::malformed_hey);
    wrong[7] = 99;
    CHECK(waiting->read_hey(wrong).error() == errc::wrong_finished);
    CHECK(waiting->read_hey(right));
}

TEST_CASE("a group that the server lacks gets the ordinary refusal, on streams too") {
    const bytes sized{0, 3, 1, 2, 3};
    const struct {
        std::uint8_t suite;
        bytes share;
    } unknown[] = {{0x21, bytes(256)}, {0x41, bytes(65)}, {0x51, bytes(1216)}, {0x61, sized}, {0xf1, sized}};
    for (const auto& one : unknown) {
        bytes reply;
        const bytes on_stream = hello_with<test::stream_profile>({one.suite}, {0x00}, one.share);
        CHECK(tscp::next_message_size<test::stream_profile>(on_stream).value() == on_stream.size());
        CHECK(answer<test::stream_profile>(on_stream, reply) == errc::no_common_suite);
        CHECK(reply == refusal);
        using datagram = plain<framing::datagram>;
        CHECK(answer<datagram>(hello_with<datagram>({one.suite}, {0x00}, one.share), reply) == errc::no_common_suite);
        CHECK(reply == refusal);
    }
}

TEST_CASE("a client may offer the suite that is never assigned, and a server passes it over") {
    for (const bytes& offer : {bytes{0x1d, 0x11}, bytes{0x11, 0x1d}}) {
        test::one_client directory;
        test::ends<test::stream_profile> both;
        test::handshake_settings settings;
        settings.suites = offer;
        REQUIRE(test::do_handshake(test::credential(), directory, both, settings) == errc::none);
        CHECK(bytes{both.hello.begin() + 3, both.hello.begin() + 5} == offer);
        CHECK(both.client.suite_id == 0x11);
    }
    for (const bytes& offer : {bytes{0x1d}, bytes{0x11, 0x1d, 0x1d}, bytes{0x11, 0x0d}, bytes{0x11, 0x1c}}) {
        test::one_client directory;
        test::ends<test::stream_profile> both;
        test::handshake_settings settings;
        settings.suites = offer;
        CHECK(test::do_handshake(test::credential(), directory, both, settings) == errc::invalid_suites);
    }
}

TEST_CASE("a client does not take the suite that is never assigned, though it offered it") {
    test::counted_random random;
    bytes buffer(300);
    tscp::writer hello{buffer};
    const bytes offer{0x1d, 0x11};
    tscp::client_options options;
    options.suites = offer;
    auto waiting = tscp::client<test::stream_profile>{test::credential(), random, options}.write_hello(hello);
    bytes hey{0x32, 0x1d, 0x00};
    hey.resize(3 + 32 + 16);
    CHECK(std::move(*waiting).read_hey(hey).error() == errc::suite_not_offered);
}
