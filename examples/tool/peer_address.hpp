// SPDX-License-Identifier: MIT
// A peer as the command line names it: HOST:PORT, an IPv6 address in brackets.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tool {

/// A port as plain decimal digits, 0 to 65535.
inline std::optional<std::uint16_t> read_port(std::string_view text) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) { return std::nullopt; }
    return number;
}

struct peer_address {
    std::string host;  ///< A name or an address, without brackets.
    std::string port;  ///< Digits, 1 to 65535.

    /// Reads HOST:PORT or [IPV6]:PORT; nothing where it is neither.
    static std::optional<peer_address> read(std::string_view text) {
        const std::size_t colon = text.rfind(':');
        if (colon == std::string_view::npos) { return std::nullopt; }
        std::string_view host = text.substr(0, colon);
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
            host = host.substr(1, host.size() - 2);
        } else if (host.empty() || host.find_first_of(":[]") != std::string_view::npos) {
            return std::nullopt;
        }
        const auto port = read_port(text.substr(colon + 1));
        if (!port || *port == 0) { return std::nullopt; }
        return peer_address{std::string{host}, std::to_string(*port)};
    }
};

}  // namespace tool
