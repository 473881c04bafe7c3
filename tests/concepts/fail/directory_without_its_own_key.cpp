// SPDX-License-Identifier: MIT
// expect: tscp: a directory with find_peer must offer `const Key& own_key() noexcept`.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    using key = tscp::static_key<x25519>;
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
#if defined(SOUND)
    static const key& own_key() noexcept;
#else
#endif
};

static_assert(tscp::require_directory<clients>());
