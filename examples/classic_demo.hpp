// SPDX-License-Identifier: MIT
// A session of classic on one screen, as the original shows it: Hello, Hey, a message each way. Every value is
// computed.
#pragma once

#include <array>
#include <cctype>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

#include <tscp/classic.hpp>
#include <tscp/core/error_text.hpp>

#include "portable_crypto.hpp"

namespace demo {

inline std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

/// One message from `sender` to `receiver`; prints what goes over the wire and what is authenticated. Gives the data.
template <class Sender, class Receiver>
std::string pass(std::ostream& out, const char* from, const char* to, const Sender& sender, const Receiver& receiver,
                 const std::string& data) {
    std::array<std::uint8_t, Sender::max_message_size(64)> wire_buffer{};
    std::array<std::uint8_t, Sender::max_message_size(64)> data_buffer{};
    tscp::writer wire{wire_buffer};
    tscp::writer read{data_buffer};
    if (!sender.write_message(data, wire)) { return {}; }
    out << from << " -> " << to << "  " << to_string(wire.written()) << "\n\n";
    const auto received = receiver.read_message(wire.written(), read);
    if (!received) { return {}; }
    const std::string text = to_string(received->data_whatever_the_status());
    out << "    " << to << " authenticated (" << to_string(name_of(received->how())) << "): " << text << "\n\n";
    return received->data() ? text : std::string{};
}

/// Runs the session and prints it. False where any step failed.
template <class Dialect>
bool run_classic(std::ostream& out, const char* dialect_name, const tscp::classic::suite_list& offer) {
    namespace classic = tscp::classic;
    const std::string data = "This is the start of a beautiful day!";
    const auto failed = [&out](tscp::errc error) {
        out << "the handshake failed: " << tscp::describe(error) << "\n";
        return false;
    };

    out << "Classic, dialect " << dialect_name
        << ". It is INSECURE: whoever sees Hello and Hey can compute the key.\n\n";
    portable_crypto::random random;
    std::array<std::uint8_t, classic::hello<Dialect>::max_size> hello_buffer{};
    tscp::writer hello{hello_buffer};
    auto waiting =
        classic::client<Dialect, portable_crypto>{classic::i_know_that_classic_is_insecure, random, offer}.write_hello(
            hello);
    if (!waiting) { return failed(waiting.error()); }
    out << "Client -> Server  " << to_string(hello.written()) << "\n\n";

    std::array<std::uint8_t, classic::hey<Dialect>::max_size> hey_buffer{};
    tscp::writer hey{hey_buffer};
    classic::server<Dialect, portable_crypto> listening{classic::i_know_that_classic_is_insecure, random};
    const auto server = listening.answer_hello(hello.written(), hey);
    if (!server) { return failed(server.error()); }
    out << "Server -> Client  " << to_string(hey.written()) << "\n\n";
    const auto client = std::move(*waiting).read_hey(hey.written());
    if (!client) { return failed(client.error()); }

    const std::string heard = pass(out, "Client", "Server", *client, *server, data);
    std::string reply = heard;
    for (char& letter : reply) { letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter))); }
    const std::string answered = pass(out, "Server", "Client", *server, *client, reply);
    return heard == data && !answered.empty() && answered == reply;
}

}  // namespace demo
