// SPDX-License-Identifier: MIT
// expect: tscp: two AEADs of a profile have the same aead_id.
// errors: 1
#include "../tscp2_types.hpp"

struct other_aead : chacha20_poly1305 {
#if defined(SOUND)
    static constexpr std::uint8_t aead_id = 15;
#endif
    using chacha20_poly1305::chacha20_poly1305;
};

struct other_group : x25519 {
    static constexpr std::uint8_t group_id = 14;
};

using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>, tscp::suite<other_group, other_aead>>;
std::size_t count = suites::count;
