// SPDX-License-Identifier: MIT
// Lines on standard error that never block the program.
#pragma once

#include <string>

namespace tool {

/// Writes a line to standard error if that is possible at once. A line for which there is no room (a pipe that nobody
/// reads) is dropped; the next one that finds room is preceded by the number of lines dropped.
void report(const std::string& line);

/// Says how many lines were dropped since the last one that was written, if any were and there is room.
void report_dropped();

}  // namespace tool
