// SPDX-License-Identifier: MIT
// What runs before and after main in programs of test cases, which have global objects, a heap, and faults on purpose.
#include "../boards/startup.hpp"

#include <cstdint>

#include "../board.hpp"
#include "faults.hpp"

extern "C" {
extern std::uint32_t __data_load[];
extern std::uint32_t __data_start[];
extern std::uint32_t __data_end[];
extern std::uint32_t __bss_start[];
extern std::uint32_t __bss_end[];
extern void (*__init_array_start[])();
extern void (*__init_array_end[])();
void initialise_monitor_handles();
}

int main();

void board::start() noexcept {
    const volatile std::uint32_t* load = __data_load;
    for (volatile std::uint32_t* to = __data_start; to != __data_end; ++to) { *to = *load++; }
    for (volatile std::uint32_t* to = __bss_start; to != __bss_end; ++to) { *to = 0; }
    initialise_monitor_handles();
    for (auto* constructor = __init_array_start; constructor != __init_array_end; ++constructor) { (*constructor)(); }
    board::exit(main());
}

void board::fault() noexcept {
    if (on_target::expected_fault != nullptr) { on_target::leave_fault(on_target::expected_fault); }
    board::print("fault\n");
    board::exit(board::fault_status);
}
