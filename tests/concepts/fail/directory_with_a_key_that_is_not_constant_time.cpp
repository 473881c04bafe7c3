// SPDX-License-Identifier: MIT
// expect: tscp: the static key of this directory is not constant-time: take another, or state `static constexpr bool
// expect: accepts_variable_time = true` in the profile.
#include "../tscp2_types.hpp"

struct group : x25519 {
    static constexpr bool constant_time = false;
};
#if defined(SOUND)
using own = tscp::static_key<x25519>;
#else
using own = tscp::static_key<group>;
#endif
struct peers {
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept;
    static const own& own_key() noexcept;
};

std::size_t size = sizeof(tscp::server<stream, peers>);
