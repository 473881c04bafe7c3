// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

struct find {
    tscp::peer_entry operator()(tscp::byte_view) noexcept { return {}; }
};
using key = tscp::static_key<x25519>;
using peers = tscp::peer_directory<key, find>;

#if defined(SOUND)
peers make(const key& own) { return peers{own, {}}; }
#else
peers make(key& own) { return peers{std::move(own), {}}; }
#endif
