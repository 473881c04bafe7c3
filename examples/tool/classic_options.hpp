// SPDX-License-Identifier: MIT
// What the command line says to the commands of classic.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tscp/classic.hpp>

#include "../portable_crypto.hpp"

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

enum class reply { upper, echo };

struct listen_options {
    dialect chosen = dialect::debug;
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string suites = "oXo|AES";
    reply answer = reply::upper;
};

struct connect_options {
    dialect chosen = dialect::debug;
    std::string peer;
    std::string offer = "oXo|AES";
    double timeout_seconds = 10;
};

struct crack_options {
    std::string hello;
    std::string hey;
    std::vector<std::string> messages;
};

/// Each runs a command and gives the exit code.
int listen_classic(const listen_options& options);
int connect_classic(const connect_options& options);
int crack_classic(const crack_options& options);

}  // namespace tool
