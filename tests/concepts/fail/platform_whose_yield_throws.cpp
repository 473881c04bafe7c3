// SPDX-License-Identifier: MIT
// expect: tscp: where a platform offers yield, it must be `static void yield() noexcept`.
#include <tscp/concepts/platform.hpp>

struct chip {
    struct random {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    static void yield() noexcept {}
#else
    static void yield() {}
#endif
};

static_assert(tscp::require_platform<chip>());
