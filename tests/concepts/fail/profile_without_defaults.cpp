// SPDX-License-Identifier: MIT
// expect: tscp: a profile inherits from tscp::default_profile.
// errors: 1
#include "../tscp2_types.hpp"

#if defined(SOUND)
struct base : tscp::default_profile {};
#else
struct base {};
#endif
struct profile : base {
    using hash = tscp::portable::sha256;
    using random = tscp::platform::os_random;
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
};

static_assert(tscp::require_profile<profile>());
