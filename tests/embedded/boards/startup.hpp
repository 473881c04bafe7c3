// SPDX-License-Identifier: MIT
// What a processor's entry leads to.
#pragma once

#include <cstdint>

extern "C" {
extern std::uint32_t __stack_top[];
}

namespace board {

/// Readies the memory, runs main, and ends the emulation with its status.
[[noreturn]] void start() noexcept;

/// Ends the emulation with a status of its own.
[[noreturn]] void fault() noexcept;

}  // namespace board
