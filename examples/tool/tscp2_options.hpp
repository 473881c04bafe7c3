// SPDX-License-Identifier: MIT
// What `tscp listen` and `tscp connect` are told about TSCP 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "classic_options.hpp"
#include "credentials.hpp"

namespace tool {

struct tscp2_listen_options {
    credential_options credential;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::optional<reply> answer;  ///< Answer by itself; else carry standard input and output.
    bool once = false;
    bool stats = false;
    double timeout_seconds = 10;
    std::optional<dialect> classic;  ///< Speak it too, with clients whose first byte is classic's.
};

struct tscp2_connect_options {
    credential_options credential;
    std::string peer;
    bool stats = false;
    double timeout_seconds = 10;
};

/// Each runs a command to the end of the program. Throws std::runtime_error, with a sentence, for what was wrong from
/// the start. Preconditions: `fault_of` of the options is empty; a peer is written as peer_address reads it.
[[noreturn]] void listen_tscp2(const tscp2_listen_options& options);
[[noreturn]] void connect_tscp2(const tscp2_connect_options& options);

}  // namespace tool
