// SPDX-License-Identifier: MIT
// Raspberry Pi Pico SDK from 1.5 on, for RP2040 and RP2350: pico_rand and the timer. There is no scheduler to yield to.
//
// Vendor's headers: pico/rand.h, hardware/timer.h; link pico_rand and hardware_timer.
#pragma once

#include <hardware/timer.h>
#include <pico/rand.h>

#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/platform/fill_by_words.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct pico_sdk {
    /// Numbers of get_rand_64, which reports no failure. They come from xoroshiro128**, whose outputs tell its state,
    /// so that all depends on what is mixed into that state before each number (pico_rand/rand.c):
    ///
    /// - RP2350: 64 bits of the chip's generator.
    /// - RP2040: one bit of the ring oscillator, which is not enough. Define PICO_RAND_ROSC_BIT_SAMPLE_COUNT=64 in the
    ///   build, and draw through hedged_random with a secret of the device (kdf/hedged_random.hpp).
    class random {
    public:
        [[nodiscard]] static bool fill(byte_span out) noexcept {
            return fill_by_words<std::uint64_t>(out, [](std::uint64_t& word) noexcept {
                word = ::get_rand_64();
                return true;
            });
        }
    };

    /// Milliseconds since the start.
    static std::uint64_t now_ms() noexcept { return ::time_us_64() / 1000; }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
