// SPDX-License-Identifier: MIT
// expect: tscp: the nonce of a suite's AEAD has at most 32 bytes: the key schedule derives no more.
#include "../tscp2_types.hpp"

struct aead : chacha20_poly1305 {
    static constexpr std::uint8_t aead_id = 15;
#if !defined(SOUND)
    static constexpr std::size_t nonce_size = 33;
#endif
    using chacha20_poly1305::chacha20_poly1305;
};

using suites = tscp::suite_list<tscp::suite<x25519, aead>, tscp::suite<x25519, chacha20_poly1305>>;
std::size_t count = suites::count;
