// SPDX-License-Identifier: MIT
// The first instructions of a RISC-V of 32 bits: the two pointers that compiled code relies on, and where traps go.
#include "../startup.hpp"

extern "C" {
[[noreturn]] void reset() noexcept;
[[noreturn]] void start() noexcept;
[[noreturn]] void trapped() noexcept;
}

/// mtvec takes an address of whole words.
__attribute__((aligned(4))) void trapped() noexcept { board::fault(); }

void start() noexcept { board::start(); }

__attribute__((naked, section(".vectors"), used)) void reset() noexcept {
    __asm__ volatile(
        ".option push\n"
        ".option norelax\n"
        ".option arch, +zicsr\n"
        "la gp, __global_pointer$\n"
        "la sp, __stack_top\n"
        "la t0, trapped\n"
        "csrw mtvec, t0\n"
        ".option pop\n"
        "j start\n");
}
