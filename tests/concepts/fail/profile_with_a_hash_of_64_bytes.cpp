// SPDX-License-Identifier: MIT
// expect: tscp: the hash of TSCP 2 is SHA-256.
// errors: 1
#include "../tscp2_types.hpp"

struct wide {
    static constexpr std::size_t digest_size = 64;
    static constexpr std::size_t block_size = 128;
    void update(tscp::byte_view) noexcept {}
    void finish(tscp::byte_span) noexcept {}
};
struct profile : tscp::default_profile {
    using random = tscp::platform::os_random;
    using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>>;
#if defined(SOUND)
    using hash = tscp::portable::sha256;
#else
    using hash = wide;
#endif
};

static_assert(tscp::require_profile<profile>());
