// SPDX-License-Identifier: MIT
// expect: tscp: own_key of a directory must give a reference: keys are not copied.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    using key = tscp::static_key<x25519>;
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
#if defined(SOUND)
    static const key& own_key() noexcept;
#else
    static key own_key() noexcept;
#endif
};

static_assert(tscp::require_directory<clients>());
