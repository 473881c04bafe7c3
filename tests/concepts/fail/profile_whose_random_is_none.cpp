// SPDX-License-Identifier: MIT
// expect: tscp: a random generator must offer `bool fill(byte_span out) noexcept`.
// errors: 1
#include "../tscp2_types.hpp"

struct profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
#if defined(SOUND)
    using random = tscp::platform::os_random;
#else
    using random = int;
#endif
};

static_assert(tscp::require_profile<profile>());
