// SPDX-License-Identifier: MIT
// The image `trace`: runs each primitive with three secrets, between two functions that the plugin of the emulator
// looks for, and prints its name before. The leaks on purpose come last.
#include "../constant_time/primitives.hpp"
#include "board.hpp"

extern "C" {
__attribute__((noinline)) void trace_begin() noexcept { __asm__ volatile("" : : : "memory"); }
__attribute__((noinline)) void trace_end() noexcept { __asm__ volatile("" : : : "memory"); }
}

namespace {

// In a function of its own, so that each run begins and ends at the same instructions.
__attribute__((noinline)) void run_once(const primitives::primitive& traced) noexcept {
    trace_begin();
    traced.run();
    trace_end();
    __asm__ volatile("");
}

void run(const primitives::primitive& traced) noexcept {
    board::print(traced.name);
    board::print("\n");
    for (std::uint32_t seed = 0; seed < 3; ++seed) {
        primitives::draw_secret(seed);
        traced.prepare();
        run_once(traced);
        // The last call is no other than those before.
        __asm__ volatile("");
    }
}

// Divides, so that every line of the list of instructions.py is needed.
TSCP_NEVER_INLINE void divide() noexcept {
    const auto number = tscp::classic::decimal<32>::from_bytes(primitives::input(12));
    primitives::data.verdict = number->remainder(primitives::data.input[0] | 1U);
}

}  // namespace

int main() {
    divide();
    for (const auto& traced : primitives::all) { run(traced); }
    for (const auto& leak : primitives::leaks) { run(leak); }
    primitives::leaking_division();
    primitives::leaking_product();
    return 0;
}
