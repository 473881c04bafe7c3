// SPDX-License-Identifier: MIT
// expect: tscp: two groups of a profile have the same group_id.
#include "../tscp2_types.hpp"

struct other_group : x25519 {
#if defined(SOUND)
    static constexpr std::uint8_t group_id = 14;
#else
#endif
};

using suites = tscp::suite_list<tscp::suite<x25519, chacha20_poly1305>, tscp::suite<other_group, chacha20_poly1305>>;
std::size_t count = suites::count;
