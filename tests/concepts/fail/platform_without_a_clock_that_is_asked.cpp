// SPDX-License-Identifier: MIT
// expect: tscp: this platform has no clock: it lacks `static std::uint64_t now_ms() noexcept`.
// errors: 1
#include <tscp/concepts/platform.hpp>

struct chip {
    struct random {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    static std::uint64_t now_ms() noexcept { return 0; }
#endif
};

std::uint64_t now() { return tscp::platform_traits<chip>::now_ms(); }
