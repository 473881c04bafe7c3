// SPDX-License-Identifier: MIT
// expect: tscp: a platform must name its random generator: `using random = ...;`.
#include <tscp/concepts/platform.hpp>

struct chip {
    struct generator {
        bool fill(tscp::byte_span) noexcept { return true; }
    };
#if defined(SOUND)
    using random = generator;
#else
    using random = int;
#endif
};

static_assert(tscp::require_platform<chip>());
