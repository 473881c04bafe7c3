// SPDX-License-Identifier: MIT
// expect: tscp: tickets need AEAD keys of at most 32 bytes, and SHA-256.
#include "../tscp2_types.hpp"

struct long_hash : tscp::portable::sha256 {
    static constexpr std::size_t digest_size = 64;
};
#if defined(SOUND)
std::size_t size = sizeof(tscp::ticket_keys<chacha20_poly1305, tscp::portable::sha256>);
#else
std::size_t size = sizeof(tscp::ticket_keys<chacha20_poly1305, long_hash>);
#endif
