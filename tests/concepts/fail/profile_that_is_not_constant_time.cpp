// SPDX-License-Identifier: MIT
// expect: tscp: a backend of this profile is not constant-time: take another, or state `static constexpr bool
// expect: accepts_variable_time = true`.
#include "../tscp2_types.hpp"

struct aead : chacha20_poly1305 {
    static constexpr bool constant_time = false;
    using chacha20_poly1305::chacha20_poly1305;
};
struct profile : stream {
    using suites = tscp::suite_list<tscp::suite<x25519, aead>>;
#if defined(SOUND)
    static constexpr bool accepts_variable_time = true;
#else
#endif
};

static_assert(tscp::require_profile<profile>());
