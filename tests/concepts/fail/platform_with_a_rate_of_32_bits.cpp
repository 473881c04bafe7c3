// SPDX-License-Identifier: MIT
// expect: tscp: where a platform states ticks_per_second, it must be `static constexpr std::uint64_t`.
#include <tscp/concepts/platform.hpp>

struct chip {
    struct random {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    static constexpr std::uint64_t ticks_per_second = 1000;
#else
    static constexpr std::uint32_t ticks_per_second = 1000;
#endif
};

static_assert(tscp::require_platform<chip>());
