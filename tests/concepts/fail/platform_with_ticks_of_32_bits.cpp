// SPDX-License-Identifier: MIT
// expect: tscp: where a platform offers ticks, it must be `static std::uint64_t ticks() noexcept`.
#include <tscp/concepts/platform.hpp>

struct chip {
    struct random {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    static std::uint64_t ticks() noexcept { return 0; }
#else
    static std::uint32_t ticks() noexcept { return 0; }
#endif
};

static_assert(tscp::require_platform<chip>());
