// SPDX-License-Identifier: MIT
// A POSIX host: the kernel's random generator and the monotonic clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include <sys/random.h>
#include <unistd.h>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

/// The kernel's generator, by getentropy.
class os_random {
public:
    /// False where the kernel has no random bytes to give.
    [[nodiscard]] static bool fill(byte_span out) noexcept {
        constexpr std::size_t most = 256;  // what one call gives
        while (!out.empty()) {
            const std::size_t size = out.size() < most ? out.size() : most;
            if (::getentropy(out.data(), size) != 0) { return false; }
            out = out.subspan(size);
        }
        return true;
    }
};

struct host {
    using random = os_random;

    /// Milliseconds of std::chrono::steady_clock.
    static std::uint64_t now_ms() noexcept {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
