// SPDX-License-Identifier: MIT
// expect: tscp: a replay window is a multiple of 64 records.
#include "../tscp2_types.hpp"

struct profile : stream {
#if defined(SOUND)
    static constexpr std::size_t replay_window_bits = 128;
#else
    static constexpr std::size_t replay_window_bits = 100;
#endif
};

static_assert(tscp::require_profile<profile>());
