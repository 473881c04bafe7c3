// SPDX-License-Identifier: MIT
// expect: tscp: a profile must name its hash: `using hash = ...;`.
// errors: 1
#include "../tscp2_types.hpp"

struct profile : tscp::default_profile {
    using random = tscp::platform::os_random;
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
#if defined(SOUND)
    using hash = tscp::portable::sha256;
#else
#endif
};

static_assert(tscp::require_profile<profile>());
