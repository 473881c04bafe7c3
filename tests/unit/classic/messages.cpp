// SPDX-License-Identifier: MIT
// Messages of an established session: every damage has the original's status, and no buffer is half-written.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/classic.hpp>

#include "../../support/catch.hpp"
#include "../../support/classic_mixes.hpp"

namespace {

namespace classic = tscp::classic;
using classic::status;
using tscp::errc;

using crypto = test::mix<tscp::portable::integer<128>, tscp::portable::sha256, tscp::portable::aes256>;

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// Both ends of a session with any draws.
template <class Dialect>
struct pair {
    static tscp::result<classic::waiting_client<Dialect, crypto>> greet(tscp::writer& hello, const std::string& offer) {
        test::replay_random random{{1, 2, 38, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15}};
        return classic::client<Dialect, crypto>{classic::i_know_that_classic_is_insecure, random,
                                                *classic::suite_list::read(offer)}
            .write_hello(hello);
    }
    static tscp::result<classic::server_channel<Dialect, crypto>> answer(tscp::byte_view hello, tscp::writer& hey) {
        test::replay_random random{{4, 5, 6, 10, 5, 63}};
        return classic::server<Dialect, crypto>{classic::i_know_that_classic_is_insecure, random}.answer_hello(hello,
                                                                                                               hey);
    }

    explicit pair(const std::string& offer)
        : waiting{greet(hello, offer)},
          server{answer(hello.written(), hey)},
          client{std::move(*waiting).read_hey(hey.written())} {
        REQUIRE(server);
        REQUIRE(client);
    }

    std::array<std::uint8_t, 256> hello_buffer{};
    std::array<std::uint8_t, 256> hey_buffer{};
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    tscp::result<classic::waiting_client<Dialect, crypto>> waiting;
    tscp::result<classic::server_channel<Dialect, crypto>> server;
    tscp::result<classic::client_channel<Dialect, crypto>> client;
};

template <class Channel>
std::string sent(const Channel& channel, const std::string& data) {
    std::vector<std::uint8_t> buffer(Channel::max_message_size(data.size()));
    tscp::writer out{buffer};
    REQUIRE(channel.write_message(data, out));
    return to_string(out.written());
}

template <class Channel>
errc refusal(const Channel& channel, const std::string& data) {
    std::vector<std::uint8_t> buffer(Channel::max_message_size(data.size()));
    tscp::writer out{buffer};
    const auto done = channel.write_message(data, out);
    if (!done) { CHECK(buffer == std::vector<std::uint8_t>(buffer.size())); }
    return done.error();
}

template <class Channel>
std::pair<status, std::string> read(const Channel& channel, const std::string& message) {
    std::vector<std::uint8_t> buffer(message.size() / 2 + 1);
    tscp::writer out{buffer};
    const auto got = channel.read_message(message, out);
    REQUIRE(got);
    CHECK(out.written().size() == got->data_whatever_the_status().size());
    return {got->how(), to_string(got->data_whatever_the_status())};
}

template <class Dialect>
void check_round_trips(const std::string& offer) {
    const pair<Dialect> ends{offer};
    std::string data;
    for (std::size_t size = 0; size < 150; ++size) {
        CHECK(read(*ends.server, sent(*ends.client, data)) == std::pair{status::ok, data});
        CHECK(read(*ends.client, sent(*ends.server, data)) == std::pair{status::ok, data});
        data.push_back(static_cast<char>('!' + size % 25));  // no ':' among them
    }
    const std::string longest(classic::client_channel<Dialect, crypto>::max_data_size, 'x');
    CHECK(read(*ends.server, sent(*ends.client, longest)) == std::pair{status::ok, longest});
    CHECK(refusal(*ends.client, longest + "x") == errc::message_too_long);
}

template <class Dialect>
void check_damage(const std::string& offer) {
    const pair<Dialect> ends{offer};
    const std::string message = sent(*ends.client, "tamper me please");
    for (std::size_t i = 0; i < message.size(); ++i) {
        for (const char c : {'0', '1', 'f', 'g', ':', ' ', '\0', '\xff'}) {
            auto damaged = message;
            damaged[i] = c;
            if (damaged != message) { CHECK(read(*ends.server, damaged).first != status::ok); }
        }
        CHECK(read(*ends.server, message.substr(0, i)).first != status::ok);
    }
    CHECK(read(*ends.server, message + "0").first == status::wrong_check);
    CHECK(read(*ends.server, message + ":").first == status::unreadable);
    // A reflected message names the server where the client is expected.
    CHECK(read(*ends.client, message).first == status::wrong_client);
    CHECK(read(*ends.server, message) == std::pair{status::ok, std::string{"tamper me please"}});
}

template <class Dialect>
void check_buffers(const std::string& offer) {
    const pair<Dialect> ends{offer};
    const std::string message = sent(*ends.client, "every buffer size");
    for (std::size_t size = 0; size < message.size(); ++size) {
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        CHECK(ends.client->write_message(tscp::bytes_of("every buffer size"), out).error() == errc::buffer_too_small);
        CHECK(buffer == std::vector<std::uint8_t>(size));
    }
    const std::size_t needed = message.find(':') / 2;
    for (std::size_t size = 0; size < needed; ++size) {
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        CHECK(ends.server->read_message(message, out).error() == errc::buffer_too_small);
        CHECK(buffer == std::vector<std::uint8_t>(size));
    }
    std::vector<std::uint8_t> buffer(needed);
    tscp::writer out{buffer};
    REQUIRE(ends.server->read_message(message, out));
    CHECK(to_string(out.written()) == "every buffer size");
    for (std::size_t i = out.size(); i < buffer.size(); ++i) { CHECK(buffer[i] == 0); }
}

}  // namespace

TEST_CASE("messages of every length arrive, in both dialects and suites") {
    for (const char* offer : {"oXo", "AES"}) {
        check_round_trips<classic::debug>(offer);
        check_round_trips<classic::release>(offer);
    }
}

TEST_CASE("a damaged message is never ok") {
    for (const char* offer : {"oXo", "AES"}) {
        check_damage<classic::debug>(offer);
        check_damage<classic::release>(offer);
    }
}

TEST_CASE("buffers of every size") {
    for (const char* offer : {"oXo", "AES"}) {
        check_buffers<classic::debug>(offer);
        check_buffers<classic::release>(offer);
    }
}

TEST_CASE("what the original cannot carry is refused at the sender") {
    const pair<classic::debug> oxo{"oXo"};
    const pair<classic::debug> aes{"AES"};
    CHECK(refusal(*oxo.client, "a:b") == errc::data_has_separator);
    CHECK(refusal(*aes.client, "a:b") == errc::data_has_separator);
    CHECK(refusal(*oxo.client, std::string{"a\0b", 3}) == errc::none);
    CHECK(refusal(*aes.client, std::string{"a\0b", 3}) == errc::data_has_nul);
    CHECK(refusal(*oxo.client, "caf\xc3\xa9") == errc::none);
    CHECK(refusal(*aes.client, "caf\xc3\xa9") == errc::data_not_ascii);
    CHECK(refusal(*oxo.client, "\xff") == errc::not_text);
    CHECK(refusal(*aes.client, "\xff") == errc::not_text);
}

TEST_CASE("text beyond ASCII passes under AES where its bytes fill whole blocks by luck") {
    const pair<classic::debug> ends{"AES"};
    std::string data;
    for (int i = 0; i < 16; ++i) { data += "\xc3\xa9"; }  // 16 characters more bytes than characters
    CHECK(read(*ends.server, sent(*ends.client, data)) == std::pair{status::ok, data});
}

TEST_CASE("a message that is longer than any of ours is refused before it is decrypted") {
    const pair<classic::debug> ends{"oXo"};
    const std::string message = std::string(2 * (65535 + 17), 'a') + ":b";
    std::vector<std::uint8_t> buffer(message.size());
    tscp::writer out{buffer};
    CHECK(ends.server->read_message(message, out).error() == errc::message_too_long);
    CHECK(out.size() == 0);
}

TEST_CASE("the statuses have the original's names") {
    CHECK(to_string(name_of(status::ok)) == "ok");
    CHECK(to_string(name_of(status::unreadable)) == "!X");
    CHECK(to_string(name_of(status::wrong_client)) == "!C");
    CHECK(to_string(name_of(status::wrong_server)) == "!S");
    CHECK(to_string(name_of(status::wrong_check)) == "!H");
}

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from channel says is what is tested

namespace {

template <class Channel>
void check_dead(const Channel& channel) {
    CHECK_FALSE(channel.has_keys());
    for (const char* data : {"", "data", "a:b"}) {
        std::vector<std::uint8_t> buffer(200);
        tscp::writer out{buffer};
        CHECK(channel.write_message(std::string{data}, out).error() == errc::state_consumed);
        CHECK(out.size() == 0);
        CHECK(channel.read_message(std::string{data}, out).error() == errc::state_consumed);
        CHECK(buffer == std::vector<std::uint8_t>(200));
    }
}

}  // namespace

TEST_CASE("a channel that was moved from is over, and the new one goes on") {
    for (const char* offer : {"oXo", "AES"}) {
        CAPTURE(offer);
        pair<classic::debug> ends{offer};
        pair<classic::debug> others{"AES"};
        using channel = classic::client_channel<classic::debug, crypto>;
        static_assert(std::is_nothrow_move_constructible_v<channel> && std::is_nothrow_move_assignable_v<channel>);
        static_assert(!std::is_copy_constructible_v<channel> && !std::is_copy_assignable_v<channel>);

        const std::string message = sent(*ends.client, "hello");
        channel moved{std::move(*ends.client)};
        check_dead(*ends.client);
        CHECK(ends.client->read_message(sent(*ends.server, "x"), ends.hello).error() == errc::state_consumed);
        CHECK(sent(moved, "hello") == message);
        channel assigned{std::move(*others.client)};
        assigned = std::move(moved);
        check_dead(moved);
        CHECK(sent(assigned, "hello") == message);
        CHECK(read(assigned, sent(*ends.server, "back")) == std::pair{status::ok, std::string{"back"}});
        channel& same = assigned;
        assigned = std::move(same);
        CHECK(sent(assigned, "hello") == message);
    }
}

// NOLINTEND(bugprone-use-after-move)

TEST_CASE("channels live in containers") {
    pair<classic::debug> first{"oXo"};
    pair<classic::debug> second{"AES"};
    const std::string message = sent(*second.client, "hello");

    std::vector<classic::client_channel<classic::debug, crypto>> channels;
    channels.push_back(std::move(*first.client));
    channels.push_back(std::move(*second.client));
    channels.erase(channels.begin());
    CHECK(sent(channels.front(), "hello") == message);

    std::optional<classic::server_channel<classic::debug, crypto>> kept;
    kept = std::move(*first.server);
    kept = std::move(*second.server);
    CHECK(read(*kept, message) == std::pair{status::ok, std::string{"hello"}});
}

TEST_CASE("input in the part of the buffer that is to be written is refused, and nothing changes") {
    for (const char* offer : {"oXo", "AES"}) {
        const pair<classic::debug> ends{offer};
        const std::string message = sent(*ends.client, "overlapping");
        for (std::size_t start = 0; start <= 40; start += 8) {
            CAPTURE(offer, start);
            // The message begins 20 bytes into the memory; the output takes all from `start` on.
            std::vector<std::uint8_t> memory(20 + message.size() + 300);
            std::copy(message.begin(), message.end(), memory.begin() + 20);
            const auto before = memory;
            const tscp::byte_view input = tscp::byte_view{memory}.subspan(20, message.size());
            tscp::writer out{tscp::byte_span{memory}.subspan(start)};
            CHECK(ends.server->read_message(input, out).error() == errc::buffers_overlap);
            CHECK(ends.server->write_message(input.first(30), out).error() == errc::buffers_overlap);
            CHECK(out.size() == 0);
            CHECK(memory == before);
        }
        // Apart in one memory, and from what was written before.
        std::vector<std::uint8_t> memory(400);
        tscp::writer out{memory};
        REQUIRE(ends.client->write_message(tscp::bytes_of("apart"), out));
        const auto received = ends.server->read_message(out.written(), out);
        REQUIRE(received);
        CHECK(received->how() == status::ok);
        CHECK(to_string(received->data_whatever_the_status()) == "apart");
        REQUIRE(ends.client->write_message(received->data_whatever_the_status(), out));
    }
}

TEST_CASE("a text that is longer than any of ours is refused after it is decrypted, without a trace") {
    using channel = classic::server_channel<classic::release, crypto>;
    using cipher = channel::cipher;
    const auto client = classic::session_id::read(classic::role::client, tscp::bytes_of("C-1-2-3"));
    const auto server = classic::session_id::read(classic::role::server, tscp::bytes_of("S-4-5-6"));
    REQUIRE(client);
    REQUIRE(server);
    const channel end{{*client, *server}, cipher{classic::suite::oxo, tscp::bytes_of("31")}};
    for (const std::size_t size : {std::size_t{65535}, std::size_t{65536}, std::size_t{65551}}) {
        CAPTURE(size);
        std::string text = "C-1-2-3:S-4-5-6:";
        text.resize(size, 'x');
        REQUIRE(cipher{classic::suite::oxo, tscp::bytes_of("31")}.encrypt(text, text.size()));
        std::vector<std::uint8_t> wire(2 * size + 2);
        tscp::writer message{wire};
        REQUIRE(tscp::write_hex(text, message));
        REQUIRE(message.write(tscp::bytes_of(":0")));
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        const auto received = end.read_message(message.written(), out);
        if (size == 65535) {
            REQUIRE(received);
            CHECK(received->how() == status::wrong_check);
        } else {
            CHECK(received.error() == errc::message_too_long);
            CHECK(out.size() == 0);
            CHECK(buffer == std::vector<std::uint8_t>(size));
        }
    }
}
