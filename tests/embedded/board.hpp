// SPDX-License-Identifier: MIT
// What a test program needs of the emulated board: text out, an exit status, a count of instructions and of stack bytes.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {
extern std::uint32_t __stack_bottom[];
extern std::uint32_t __stack_top[];
}

namespace board {

inline constexpr int fault_status = 99;
inline constexpr int overflow_status = 98;

/// One call to the debugger or emulator: Arm, "Semihosting for AArch32 and AArch64", breakpoint 0xAB of Thumb code.
inline std::uint32_t semihost(std::uint32_t operation, const void* argument) noexcept {
    register std::uint32_t r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

/// Writes text that ends in NUL (SYS_WRITE0).
inline void print(const char* text) noexcept {
    semihost(0x04, text);
}

/// Writes a number in decimal.
inline void print(std::uint32_t number) noexcept {
    char digits[11];
    char* at = digits + sizeof digits - 1;
    *at = '\0';
    do {
        *--at = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    print(at);
}

/// Ends the emulation with `status` (SYS_EXIT_EXTENDED, reason ADP_Stopped_ApplicationExit).
[[noreturn]] inline void exit(int status) noexcept {
    const std::uint32_t block[2] = {0x20026, static_cast<std::uint32_t>(status)};
    for (;;) { semihost(0x20, block); }
}

/// CMSDK timer 0: it counts down at 25 MHz. Under `-icount shift=0` an instruction takes one virtual nanosecond,
/// so a tick is 40 instructions.
class instruction_counter {
public:
    instruction_counter() noexcept {
        control() = 0;
        value() = 0xFFFFFFFF;
        control() = 1;
    }

    std::uint32_t count() const noexcept { return (0xFFFFFFFF - value()) * 40; }

private:
    static volatile std::uint32_t& control() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(0x40000000); }
    static volatile std::uint32_t& value() noexcept { return *reinterpret_cast<volatile std::uint32_t*>(0x40000004); }
};

struct cost {
    std::uint32_t instructions;
    std::uint32_t stack_bytes;
};

inline constexpr std::uint32_t paint = 0x5AFEC0DE;

/// Keeps the frame of `step` apart from its caller's.
template <class Step>
__attribute__((noinline)) auto run(Step& step) noexcept {
    return step();
}

/// Runs `step`, gives what it gives, and tells in `spent` the instructions it took, in steps of 40, and the stack it needed
/// beneath this function's frame. All of the stack beneath is painted first; the lowest word without paint is the mark.
template <class Step>
__attribute__((noinline)) auto measure(cost& spent, Step step) noexcept {
    std::uint32_t* here;
    __asm__ volatile("mov %0, sp" : "=r"(here));
    for (volatile std::uint32_t* word = here; word != __stack_bottom;) { *--word = paint; }

    const instruction_counter counter;
    auto outcome = run(step);
    spent.instructions = counter.count();

    const volatile std::uint32_t* lowest = __stack_bottom;
    while (lowest != here && *lowest == paint) { ++lowest; }
    if (lowest == __stack_bottom) { exit(overflow_status); }
    spent.stack_bytes = static_cast<std::uint32_t>(here - lowest) * 4;
    return outcome;
}

}  // namespace board
