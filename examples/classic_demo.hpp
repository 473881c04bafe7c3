// SPDX-License-Identifier: MIT
// A session of classic on one screen, as the original shows it: Hello, Hey and a message each way, computed anew.
#pragma once

#include <array>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

#include <tscp/classic.hpp>
#include <tscp/core/error_text.hpp>

#include "portable_crypto.hpp"

namespace demo {

inline std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

inline std::string in_capitals(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') { c = static_cast<char>(c - 'a' + 'A'); }
    }
    return text;
}

/// Says what failed; always false.
inline bool failed(std::ostream& out, const char* step, tscp::errc error) {
    out << step << " failed: " << tscp::describe(error) << "\n";
    return false;
}

/// One message over the wire; prints it and what is authenticated at the other end. True where that is the data.
template <class Sender, class Receiver>
bool pass(std::ostream& out, const char* from, const char* to, const Sender& sender, const Receiver& receiver,
          const std::string& data) {
    std::array<std::uint8_t, Sender::max_message_size(64)> wire_buffer{};
    std::array<std::uint8_t, Sender::max_message_size(64)> data_buffer{};
    tscp::writer wire{wire_buffer};
    tscp::writer read{data_buffer};
    if (const auto done = sender.write_message(data, wire); !done) { return failed(out, "the message", done.error()); }
    out << from << " -> " << to << "  " << to_string(wire.written()) << "\n\n";
    const auto received = receiver.read_message(wire.written(), read);
    if (!received) { return failed(out, "the message", received.error()); }
    const std::string text = to_string(received->data_whatever_the_status());
    out << "    " << to << " authenticated (" << to_string(name_of(received->how())) << "): " << text << "\n\n";
    if (const auto checked = received->data(); !checked) { return failed(out, "the message", checked.error()); }
    if (text != data) { out << "the two ends do not hold the same text\n"; }
    return text == data;
}

/// Runs the session and prints it. False where any step failed, or the two ends do not hold the same text.
template <class Dialect>
bool run_classic(std::ostream& out, const char* dialect_name, const tscp::classic::suite_list& offer) {
    namespace classic = tscp::classic;
    constexpr auto consent = classic::i_know_that_classic_is_insecure;

    out << "Classic, dialect " << dialect_name
        << ". It is INSECURE: whoever sees Hello and Hey can compute the key.\n\n";
    portable_crypto::random random;
    std::array<std::uint8_t, classic::hello<Dialect>::max_size> hello_buffer{};
    tscp::writer hello{hello_buffer};
    auto waiting = classic::client<Dialect, portable_crypto>{consent, random, offer}.write_hello(hello);
    if (!waiting) { return failed(out, "Hello", waiting.error()); }
    out << "Client -> Server  " << to_string(hello.written()) << "\n\n";

    std::array<std::uint8_t, classic::hey<Dialect>::max_size> hey_buffer{};
    tscp::writer hey{hey_buffer};
    const auto server = classic::server<Dialect, portable_crypto>{consent, random}.answer_hello(hello.written(), hey);
    if (!server) { return failed(out, "Hey", server.error()); }
    out << "Server -> Client  " << to_string(hey.written()) << "\n\n";
    const auto client = std::move(*waiting).read_hey(hey.written());
    if (!client) { return failed(out, "Hey", client.error()); }

    const std::string text = "This is the start of a beautiful day!";
    return pass(out, "Client", "Server", *client, *server, text) &&
           pass(out, "Server", "Client", *server, *client, in_capitals(text));
}

}  // namespace demo
