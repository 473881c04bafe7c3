// SPDX-License-Identifier: MIT
// Lines on standard error that never block the program, and never show control characters of a peer's.
#pragma once

#include <string>
#include <string_view>

namespace tool {

/// The text with control characters, backslashes and bytes beyond ASCII as \xNN, cut after `limit` characters.
std::string printable(std::string_view text, std::size_t limit = 80);

/// Writes a line to standard error if that is possible at once. A line for which there is no room (a pipe that nobody
/// reads) is dropped; the next one that finds room is preceded by the number of lines dropped.
void report(const std::string& line);

}  // namespace tool
