// SPDX-License-Identifier: MIT
// expect: tscp: a random generator must offer `bool fill(byte_span out) noexcept`.
#include <tscp/concepts/random.hpp>

struct generator {
#if defined(SOUND)
    bool fill(tscp::byte_span) noexcept { return true; }
#else
    bool fill(tscp::byte_span) { return true; }
#endif
};

static_assert(tscp::require_random<generator>());
