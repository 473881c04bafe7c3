// SPDX-License-Identifier: MIT
// expect: tscp: a replay window above 128 records needs two-byte numbers, which uses_extensions asks for.
#include "../tscp2_types.hpp"

struct profile : datagram {
    static constexpr std::size_t replay_window_bits = 192;
#if !defined(SOUND)
    static constexpr bool uses_extensions = false;
#endif
};

static_assert(tscp::require_profile<profile>());
