// SPDX-License-Identifier: MIT
// expect: tscp: find_peer and own_key of a directory must be noexcept.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    using key = tscp::static_key<x25519>;
    static const key& own_key() noexcept;
#if defined(SOUND)
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
#else
    static tscp::peer_entry find_peer(tscp::byte_view);
#endif
};

static_assert(tscp::require_directory<clients>());
