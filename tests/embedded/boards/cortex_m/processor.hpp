// SPDX-License-Identifier: MIT
// What the test boards need of a Cortex-M: calls to the emulator, the stack pointer, a counter of instructions.
#pragma once

#include <cstdint>

namespace board {

/// One call to the debugger or emulator: Arm, "Semihosting for AArch32 and AArch64", breakpoint 0xAB of Thumb code.
inline std::uint32_t semihost(std::uint32_t operation, const void* argument) noexcept {
    register std::uint32_t r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

__attribute__((always_inline)) inline std::uint32_t* stack_pointer() noexcept {
    std::uint32_t* here;
    __asm__ volatile("mov %0, sp" : "=r"(here));
    return here;
}

/// Timer 0 of Arm's Cortex-M System Design Kit, at `Address`: it counts down at the board's clock. Under
/// `-icount shift=0` an instruction takes one virtual nanosecond, so a tick is `InstructionsPerTick` of them.
template <std::uintptr_t Address, std::uint32_t InstructionsPerTick>
class cmsdk_timer {
public:
    cmsdk_timer() noexcept {
        control() = 0;
        value() = 0xFFFFFFFF;
        control() = 1;
    }

    std::uint32_t count() const noexcept { return (0xFFFFFFFF - value()) * InstructionsPerTick; }

private:
    static volatile std::uint32_t& control() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(Address); }
    static volatile std::uint32_t& value() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(Address + 4); }
};

}  // namespace board
