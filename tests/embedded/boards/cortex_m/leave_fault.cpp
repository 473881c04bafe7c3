// SPDX-License-Identifier: MIT
// How a Cortex-M leaves a handler of faults to go on elsewhere.
#include <cstdint>

#include "../../on_target/faults.hpp"

namespace {

std::jmp_buf* destination;

[[noreturn]] void go_on() { std::longjmp(*destination, 1); }

}  // namespace

/// Returns from the exception by a frame that is made up: eight words, of which the last two are the program counter
/// and the state, with the bit of Thumb code. 0xFFFFFFF9: to thread mode, main stack (Armv6-M and Armv7-M Architecture
/// Reference Manuals, B1.5.8; the secure state of Armv8-M reads it alike).
void on_target::leave_fault(std::jmp_buf* there) noexcept {
    destination = there;
    const std::uint32_t state = 0x01000000;
    const auto address = reinterpret_cast<std::uint32_t>(&go_on) & ~std::uint32_t{1};
    __asm__ volatile(
        "sub sp, #32\n"
        "str %0, [sp, #24]\n"
        "str %1, [sp, #28]\n"
        "bx %2\n"
        :
        : "r"(address), "r"(state), "r"(0xFFFFFFF9U)
        : "memory");
    __builtin_unreachable();
}
