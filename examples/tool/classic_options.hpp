// SPDX-License-Identifier: MIT
// What the command line says to the commands of classic.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tscp/classic.hpp>

#include "../portable_crypto.hpp"
#include "reply.hpp"

namespace tool {

enum class dialect { debug, release };

/// Calls `visit(dialect policy{})`.
template <class Visit>
auto with_dialect(dialect chosen, const Visit& visit) {
    return chosen == dialect::debug ? visit(tscp::classic::debug{}) : visit(tscp::classic::release{});
}

/// Room for the longest message of either dialect, with the most data.
template <class Dialect>
constexpr std::size_t longest_line = tscp::classic::client_channel<Dialect, portable_crypto>::max_message_size(
    tscp::classic::client_channel<Dialect, portable_crypto>::max_data_size);

inline constexpr const char* default_classic_suites = "oXo|AES";

struct listen_options {
    dialect chosen = dialect::debug;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string suites = default_classic_suites;
    reply answer = reply::upper;
};

struct connect_options {
    dialect chosen = dialect::debug;
    std::string peer;
    std::string offer = default_classic_suites;
    double timeout_seconds = 10;
};

struct crack_options {
    std::string hello;
    std::string hey;
    std::vector<std::string> messages;
};

/// The suites of a list like "oXo|AES". Throws tool_error where it is none, with the option's name.
tscp::classic::suite_list read_suite_list(const std::string& option, const std::string& list);

/// Each runs a command to the end of the program. Throws std::runtime_error, with a sentence, for what was wrong from
/// the start. Precondition: a peer is written as peer_address reads it.
[[noreturn]] void listen_classic(const listen_options& options);
[[noreturn]] void connect_classic(const connect_options& options);
/// Runs the command and gives the exit code.
int crack_classic(const crack_options& options);

}  // namespace tool
