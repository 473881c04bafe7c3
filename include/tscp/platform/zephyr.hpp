// SPDX-License-Identifier: MIT
// Zephyr from 3.6 on, nRF Connect SDK among others: its cryptographic random generator, its scheduler and its uptime.
//
// Vendor's headers: zephyr/random/random.h, zephyr/kernel.h.
#pragma once

#include <zephyr/kernel.h>
#include <zephyr/random/random.h>

#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct zephyr {
    /// The generator behind sys_csrand_get, which Kconfig chooses. It must not be CONFIG_TEST_CSPRNG_GENERATOR, which
    /// boards without an entropy driver get where CONFIG_TEST_RANDOM_GENERATOR is set.
    class random {
    public:
        /// False where the entropy driver reports an error, -EIO.
        [[nodiscard]] static bool fill(byte_span out) noexcept { return ::sys_csrand_get(out.data(), out.size()) == 0; }
    };

    /// Lets threads of the same or a higher priority run.
    static void yield() noexcept { ::k_yield(); }

    /// Milliseconds since the start.
    static std::uint64_t now_ms() noexcept { return static_cast<std::uint64_t>(::k_uptime_get()); }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
