// SPDX-License-Identifier: MIT
// A session of TSCP 2 on one screen: Hello, Hey and a record each way, computed anew.
#pragma once

#include <array>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

#include <tscp/core/error_text.hpp>
#include <tscp/core/hex.hpp>

#include "portable_profile.hpp"

namespace demo {

inline std::string hex_of(tscp::byte_view bytes) {
    std::string digits(2 * bytes.size(), '0');
    tscp::writer out{digits};
    (void)tscp::write_hex(bytes, out);
    return digits;
}

inline bool step_failed(std::ostream& out, const char* step, tscp::errc error) {
    out << step << " failed: " << tscp::describe(error) << "\n";
    return false;
}

/// One record over the wire; prints it and what was opened at the other end. True where that is the text.
template <class Sender, class Receiver>
bool pass_record(std::ostream& out, const char* way, Sender& sender, Receiver& receiver, const std::string& text) {
    std::array<std::uint8_t, 200> buffer{};
    tscp::writer record{buffer};
    if (const auto done = sender.seal(text, record); !done) { return step_failed(out, "sealing", done.error()); }
    out << way << "  record, " << record.size() << " bytes: " << hex_of(record.written()) << "\n";
    const auto got = receiver.open_in_place(tscp::byte_span{buffer}.first(record.size()));
    if (!got) { return step_failed(out, "opening", got.error()); }
    if (got->event() != tscp::record_event::data) { return false; }
    const std::string opened{got->data().begin(), got->data().end()};
    out << "    opened and authenticated: " << opened << "\n\n";
    return opened == text;
}

/// Runs the session and prints it. False where a step failed, or the two ends do not hold the same text.
inline bool run_tscp2(std::ostream& out) {
    struct directory {
        tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
            if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
            return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("the sensor")}};
        }
        std::array<std::uint8_t, 32> psk{};
    } known;
    stream_profile::random random;
    if (!random.fill(known.psk)) { return step_failed(out, "the key", tscp::errc::random_failed); }
    out << "TSCP 2, a key that both ends hold, x25519 and ChaCha20-Poly1305.\n\n";

    std::array<std::uint8_t, 200> hello_buffer{};
    tscp::writer hello{hello_buffer};
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{known.psk}};
    auto waiting = tscp::client<stream_profile>{credential, random}.write_hello(hello);
    if (!waiting) { return step_failed(out, "Hello", waiting.error()); }
    out << "client -> server  Hello, " << hello.size() << " bytes: " << hex_of(hello.written()) << "\n\n";

    std::array<std::uint8_t, 200> hey_buffer{};
    tscp::writer hey{hey_buffer};
    tscp::server<stream_profile, directory> server{known, random};
    auto half = server.answer_hello(hello.written(), hey);
    if (!half) { return step_failed(out, "Hey", half.error()); }
    out << "server -> client  Hey, " << hey.size() << " bytes: " << hex_of(hey.written()) << "\n\n";

    auto session = std::move(*waiting).read_hey(hey.written());
    if (!session) { return step_failed(out, "reading Hey", session.error()); }
    const std::string sentence = "This is the start of a beautiful day!";
    std::array<std::uint8_t, 200> buffer{};
    tscp::writer record{buffer};
    if (const auto done = session->channel.seal(sentence, record); !done) {
        return step_failed(out, "sealing", done.error());
    }
    out << "client -> server  record, " << record.size() << " bytes: " << hex_of(record.written()) << "\n";
    auto confirmed = std::move(*half).open_in_place(tscp::byte_span{buffer}.first(record.size()));
    if (!confirmed) { return step_failed(out, "opening", confirmed.error()); }
    if (confirmed->first_record.event() != tscp::record_event::data) { return false; }
    const tscp::byte_view opened = confirmed->first_record.data();
    const tscp::byte_view name = confirmed->client.name.bytes();
    out << "    opened and authenticated, from " << std::string{name.begin(), name.end()} << ": "
        << std::string{opened.begin(), opened.end()} << "\n\n";
    return tscp::equal_public(opened, sentence) &&
           pass_record(out, "server -> client", confirmed->channel, session->channel, "Indeed it is.");
}

}  // namespace demo
