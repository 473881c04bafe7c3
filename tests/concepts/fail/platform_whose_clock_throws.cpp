// SPDX-License-Identifier: MIT
// expect: tscp: where a platform has a clock, it must be `static std::uint64_t now_ms() noexcept`.
#include <tscp/concepts/platform.hpp>

struct chip {
    struct random {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    static std::uint64_t now_ms() noexcept { return 0; }
#else
    static std::uint64_t now_ms() { return 0; }
#endif
};

static_assert(tscp::require_platform<chip>());
