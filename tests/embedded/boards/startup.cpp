// SPDX-License-Identifier: MIT
// What runs before and after main on every board.
#include "startup.hpp"

#include <cstdint>

#include "../board.hpp"

extern "C" {
extern std::uint32_t __data_load[];
extern std::uint32_t __data_start[];
extern std::uint32_t __data_end[];
extern std::uint32_t __bss_start[];
extern std::uint32_t __bss_end[];
}

int main();

void board::start() noexcept {
    const volatile std::uint32_t* load = __data_load;
    for (volatile std::uint32_t* to = __data_start; to != __data_end; ++to) { *to = *load++; }
    for (volatile std::uint32_t* to = __bss_start; to != __bss_end; ++to) { *to = 0; }
    board::exit(main());
}

void board::fault() noexcept {
    board::print("fault\n");
    board::exit(board::fault_status);
}
