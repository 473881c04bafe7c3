// SPDX-License-Identifier: MIT
// nRF5 SDK, for the nRF51 and nRF52: its driver of the RNG peripheral, with or without a SoftDevice. With the nRF
// Connect SDK take platform/zephyr.hpp.
//
// Vendor's header: nrf_drv_rng.h.
#pragma once

#include <nrf_drv_rng.h>

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct nrf {
    /// The RNG peripheral, by nrf_drv_rng_rand, which takes bytes from a pool that fills in the background.
    /// Precondition: nrf_drv_rng_init has succeeded; its configuration should have error_correction.
    class random {
    public:
        /// False where the pool does not fill, as before nrf_drv_rng_init.
        [[nodiscard]] static bool fill(byte_span out) noexcept {
            while (!out.empty()) {
                const std::size_t size = out.size() < most ? out.size() : most;
                std::uint32_t attempts = max_attempts;
                while (::nrf_drv_rng_rand(out.data(), static_cast<std::uint8_t>(size)) != NRF_SUCCESS) {
                    if (--attempts == 0) { return false; }
                }
                out = out.subspan(size);
            }
            return true;
        }

    private:
        /// Few enough for every pool: RNG_CONFIG_POOL_SIZE is 64 by default.
        static constexpr std::size_t most = 8;
        /// 8 bytes take some 1 ms, at about 120 µs a byte with error correction, and as many attempts of 10 cycles or
        /// more each 150 ms at 64 MHz.
        static constexpr std::uint32_t max_attempts = 1000000;
    };
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
