// SPDX-License-Identifier: MIT
// expect: tscp: the tag of a suite's AEAD has 8 to 32 bytes.
#include "../tscp2_types.hpp"

struct aead : chacha20_poly1305 {
    static constexpr std::uint8_t aead_id = 15;
#if !defined(SOUND)
    static constexpr std::size_t tag_size = 7;
#endif
    using chacha20_poly1305::chacha20_poly1305;
};

using suites = tscp::suite_list<tscp::suite<x25519, aead>, tscp::suite<x25519, chacha20_poly1305>>;
std::size_t count = suites::count;
