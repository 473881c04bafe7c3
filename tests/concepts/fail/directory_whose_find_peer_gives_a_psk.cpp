// SPDX-License-Identifier: MIT
// expect: tscp: find_peer of a directory must be `peer_entry find_peer(byte_view key_id) noexcept`.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    using key = tscp::static_key<x25519>;
    static const key& own_key() noexcept;
#if defined(SOUND)
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
#else
    static tscp::psk_entry find_peer(tscp::byte_view) noexcept;
#endif
};

static_assert(tscp::require_directory<clients>());
