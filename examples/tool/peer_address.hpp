// SPDX-License-Identifier: MIT
// A peer as the command line names it: HOST:PORT, an IPv6 address in brackets.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tool {

struct peer_address {
    std::string host;
    std::string port;  ///< Digits, 1 to 65535.

    /// Reads HOST:PORT or [IPV6]:PORT; nothing where it is neither.
    static std::optional<peer_address> read(std::string_view text) {
        const std::size_t colon = text.rfind(':');
        if (colon == std::string_view::npos) { return std::nullopt; }
        std::string_view host = text.substr(0, colon);
        const std::string_view port = text.substr(colon + 1);
        if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
            host = host.substr(1, host.size() - 2);
        } else if (host.empty() || host.find_first_of(":[]") != std::string_view::npos) {
            return std::nullopt;
        }
        std::uint16_t number = 0;
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        if (error != std::errc{} || end != port.data() + port.size() || number == 0) { return std::nullopt; }
        return peer_address{std::string{host}, std::to_string(number)};
    }
};

}  // namespace tool
