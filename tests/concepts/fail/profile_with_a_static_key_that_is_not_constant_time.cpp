// SPDX-License-Identifier: MIT
// expect: tscp: the static key of this profile is not constant-time: take another, or state `static constexpr bool
// expect: accepts_variable_time = true`.
// errors: 1
#include "../tscp2_types.hpp"

struct group : x25519 {
    static constexpr bool constant_time = false;
};
struct profile : stream {
    using static_key = tscp::static_key<group>;
#if defined(SOUND)
    static constexpr bool accepts_variable_time = true;
#else
#endif
};

static_assert(tscp::require_profile<profile>());
