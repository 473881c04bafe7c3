// SPDX-License-Identifier: MIT
// What the test boards need of a RISC-V of 32 bits: calls to the emulator, the stack pointer, a counter of
// instructions.
#pragma once

#include <cstdint>

namespace board {

/// One call to the debugger or emulator: "RISC-V Semihosting", the sequence of three uncompressed instructions, which
/// may not cross a page.
inline std::uint32_t semihost(std::uint32_t operation, const void* argument) noexcept {
    register std::uint32_t a0 __asm__("a0") = operation;
    register const void* a1 __asm__("a1") = argument;
    __asm__ volatile(
        ".option push\n"
        ".option norvc\n"
        ".balign 16\n"
        "slli zero, zero, 0x1f\n"
        "ebreak\n"
        "srai zero, zero, 7\n"
        ".option pop\n"
        : "+r"(a0)
        : "r"(a1)
        : "memory");
    return a0;
}

__attribute__((always_inline)) inline std::uint32_t* stack_pointer() noexcept {
    std::uint32_t* here;
    __asm__ volatile("mv %0, sp" : "=r"(here));
    return here;
}

/// The retired instructions. Their register belongs to the extension Zicsr, which is taken for this one instruction:
/// what the compiler makes stays rv32imac.
class instruction_counter {
public:
    instruction_counter() noexcept : start_{now()} {}

    [[nodiscard]] std::uint32_t count() const noexcept { return now() - start_; }

private:
    static std::uint32_t now() noexcept {
        std::uint32_t value;
        __asm__ volatile(
            ".option push\n"
            ".option arch, +zicsr\n"
            "csrr %0, minstret\n"
            ".option pop\n"
            : "=r"(value)
            :
            : "memory");
        return value;
    }

    std::uint32_t start_;
};

}  // namespace board
