// SPDX-License-Identifier: MIT
// The vector table of a Cortex-M.
#include <cstdint>

#include "../startup.hpp"

namespace {

using handler = void (*)() noexcept;

struct vector_table {
    std::uint32_t* initial_stack;
    handler reset;
    handler faults[5];
};

}  // namespace

extern "C" {
[[noreturn]] void reset() noexcept;
extern const vector_table vectors;
}

void reset() noexcept { board::start(); }

/// Reset first, then non-maskable interrupt, hard fault, memory fault, bus fault and usage fault; no interrupt is
/// enabled.
__attribute__((section(".vectors"), used))
const vector_table vectors{__stack_top, reset, {board::fault, board::fault, board::fault, board::fault, board::fault}};
