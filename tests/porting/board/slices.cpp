// SPDX-License-Identifier: MIT
// How many instructions an agreement by docs/PORTING.md's group takes between two calls of its scheduler at most, under
// `-icount shift=0`; prints `between two calls: N`.
#include "board.hpp"
#include "group.hpp"

void print_number(std::uint32_t number) noexcept;

namespace {

// CMSDK timer 0 counts down at 25 MHz: a tick is 40 instructions of a virtual nanosecond each.
volatile std::uint32_t& timer(std::uint32_t offset) noexcept {
    return *reinterpret_cast<volatile std::uint32_t*>(0x40000000 + offset);
}

std::uint32_t last = 0xFFFFFFFF;
std::uint32_t longest = 0;

}  // namespace

void feed_watchdog() noexcept {
    const std::uint32_t now = timer(4);
    if (last - now > longest) { longest = last - now; }
    last = timer(4);
}

int main() {
    static std::uint8_t key[group::private_size];
    static std::uint8_t peer[group::public_size];
    static std::uint8_t shared[group::shared_size];
    if (!draw_random(nullptr, key, sizeof key) || !draw_random(nullptr, peer, sizeof peer)) { return 1; }
    peer[0] = 0x7f;  // below the prime

    timer(4) = last;
    timer(0) = 1;
    const bool agreed = bool{group::agree(key, peer, shared)};
    feed_watchdog();
    print("between two calls: ");
    print_number(longest * 40);
    print("\n");
    return agreed ? 0 : 1;
}
