// SPDX-License-Identifier: MIT
// Asks the kernel whether standard error takes a line before it writes one.
#include "report.hpp"

#include <poll.h>
#include <unistd.h>

#include <cstddef>

namespace tool {

namespace {

// A write of at most PIPE_BUF bytes to a pipe that poll calls writable does not block.
constexpr std::size_t longest_line = 2048;

std::size_t dropped = 0;

bool write_at_once(const std::string& line) {
    pollfd standard_error{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&standard_error, 1, 0) != 1 || (standard_error.revents & POLLOUT) == 0) { return false; }
    const std::string text = line.substr(0, longest_line) + "\n";
    return ::write(STDERR_FILENO, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

}  // namespace

void report_dropped() {
    if (dropped != 0 && write_at_once("(" + std::to_string(dropped) + " reports dropped)")) { dropped = 0; }
}

void report(const std::string& line) {
    report_dropped();
    if (dropped != 0 || !write_at_once(line)) { ++dropped; }
}

}  // namespace tool
