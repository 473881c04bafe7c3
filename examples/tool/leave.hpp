// SPDX-License-Identifier: MIT
// The way out of the program.
#pragma once

namespace tool {

/// Ends the program, after a last report of how many lines were dropped. Threads that wait for standard input, standard
/// output or a name server are not waited for, so what they use must still stand.
[[noreturn]] void leave(int code);

}  // namespace tool
