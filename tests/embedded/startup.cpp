// SPDX-License-Identifier: MIT
// The vector table, the reset handler and the fault handler of the test board.
#include "board.hpp"

#include <cstdint>

extern "C" {
extern std::uint32_t __data_load[];
extern std::uint32_t __data_start[];
extern std::uint32_t __data_end[];
extern std::uint32_t __bss_start[];
extern std::uint32_t __bss_end[];

[[noreturn]] void reset() noexcept;
[[noreturn]] void fault() noexcept;
}

int main();

namespace {

using handler = void (*)() noexcept;

struct vector_table {
    std::uint32_t* initial_stack;
    handler reset;
    handler faults[5];
};

}  // namespace

/// Reset first, then non-maskable interrupt, hard fault, memory fault, bus fault and usage fault; no interrupt is enabled.
extern "C" __attribute__((section(".vectors"), used)) const vector_table vectors{
    __stack_top, reset, {fault, fault, fault, fault, fault}};

void reset() noexcept {
    const volatile std::uint32_t* load = __data_load;
    for (volatile std::uint32_t* to = __data_start; to != __data_end; ++to) { *to = *load++; }
    for (volatile std::uint32_t* to = __bss_start; to != __bss_end; ++to) { *to = 0; }
    board::exit(main());
}

void fault() noexcept {
    board::print("fault\n");
    board::exit(board::fault_status);
}
