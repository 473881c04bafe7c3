// SPDX-License-Identifier: MIT
// expect: tscp: a long-term key must state group_id, public_size, shared_size and constant_time.
#include "../tscp2_types.hpp"

struct clients {
    using key = tscp::static_key<x25519>;
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
#if defined(SOUND)
    static const key& own_key() noexcept;
#else
    static const int& own_key() noexcept;
#endif
};

static_assert(tscp::require_directory<clients>());
