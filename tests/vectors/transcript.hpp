// SPDX-License-Identifier: MIT
// Transcripts of the original classic, read from JSON. Anything missing or of the wrong kind throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace test {

/// One message, sound or damaged.
struct exchange {
    bool to_server;
    std::optional<std::string> plaintext;  ///< What was to be sent, where the message was not damaged on purpose.
    std::optional<std::string> wire;       ///< What went over the wire, where the original could write it.
    std::string status;                    ///< What the receiver said of the wire.
    std::string received;                  ///< The data that the receiver handed over.
};

/// One session of a client and a server.
struct session {
    std::string dialect;
    std::string offer;
    std::string suite;
    std::string hello;
    std::string hey;
    std::string shared_secret;
    std::vector<std::uint8_t> client_draws;
    std::vector<std::uint8_t> server_draws;
    std::vector<exchange> exchanges;
};

/// The sessions of a file, at least one, each with at least one exchange.
std::vector<session> read_transcripts(const std::string& path);

/// Checks all sessions over every mix of backends with these integers; how many mixes that is. Each source
/// `classic_over_*.cpp` instantiates it for the types of one backend.
template <class Integer>
std::size_t check_sessions(const std::vector<session>& sessions, const char* integer_name);

}  // namespace test
