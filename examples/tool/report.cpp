// SPDX-License-Identifier: MIT
#include "report.hpp"

#include <poll.h>
#include <unistd.h>

#include <cstddef>

namespace tool {

namespace {

// A write of at most PIPE_BUF bytes to a pipe that poll calls writable does not block; no line comes near.
constexpr std::size_t longest_line = 2048;

bool write_at_once(const std::string& text) {
    pollfd standard_error{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&standard_error, 1, 0) != 1 || (standard_error.revents & POLLOUT) == 0) { return false; }
    return ::write(STDERR_FILENO, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

}  // namespace

std::string printable(std::string_view text, std::size_t limit) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (const char c : text) {
        if (shown.size() >= limit) { return shown + "..."; }
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && c != '\\') {
            shown += c;
        } else {
            shown += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
        }
    }
    return shown;
}

void report(const std::string& line) {
    static std::size_t dropped = 0;
    if (dropped != 0 && write_at_once("(" + std::to_string(dropped) + " reports dropped)\n")) { dropped = 0; }
    if (dropped != 0 || !write_at_once(line.substr(0, longest_line) + "\n")) { ++dropped; }
}

}  // namespace tool
