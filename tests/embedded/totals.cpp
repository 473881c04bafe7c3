// SPDX-License-Identifier: MIT
// The image `totals`: agreements by X25519 and exponentiations of 512 bits, each with as many random keys and values as
// the command line says, between two functions that the plugin of the emulator looks for.
#include "../constant_time/primitives.hpp"
#include "board.hpp"

extern "C" {
__attribute__((noinline)) void trace_begin() noexcept { __asm__ volatile("" : : : "memory"); }
__attribute__((noinline)) void trace_end() noexcept { __asm__ volatile("" : : : "memory"); }
}

namespace {

// The peer's value is another draw.
void random_input() noexcept {
    for (std::size_t i = 0; i < 32; ++i) { primitives::data.input[i] = primitives::data.secret[i + 32]; }
}

// In a function of its own, so that each run begins and ends at the same instructions.
__attribute__((noinline)) void run_once(void (*function)() noexcept) noexcept {
    trace_begin();
    function();
    trace_end();
    __asm__ volatile("");
}

void run(const char* name, void (*function)() noexcept, void (*prepare)() noexcept, std::uint32_t count) noexcept {
    board::print(name);
    board::print("\n");
    for (std::uint32_t seed = 0; seed < count; ++seed) {
        primitives::draw_secret(seed);
        prepare();
        run_once(function);
        // The last call is no other than those before.
        __asm__ volatile("");
    }
}

}  // namespace

int main() {
    const std::uint32_t count = board::argument();
    run("x25519", primitives::agree<tscp::portable::x25519>, random_input, count);
    run("mod_pow", primitives::mod_pow<512, tscp::config::limb, 64, false>, primitives::modulus_input<64, false>,
        count);
    return 0;
}
