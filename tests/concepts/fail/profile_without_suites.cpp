// SPDX-License-Identifier: MIT
// expect: tscp: a profile must list its suites: `using suites = tscp::suite_list<...>;`.
// errors: 1
#include "../tscp2_types.hpp"

struct profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = tscp::platform::os_random;
#if defined(SOUND)
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
#else
#endif
};

static_assert(tscp::require_profile<profile>());
