// SPDX-License-Identifier: MIT
// expect: tscp: a profile lists a suite once.
#include "../tscp2_types.hpp"

struct profile : stream {
#if defined(SOUND)
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
#else
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>, tscp::suite<x25519, chacha20_poly1305>>;
#endif
};

static_assert(tscp::require_profile<profile>());
