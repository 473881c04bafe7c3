// SPDX-License-Identifier: MIT
// expect: tscp: a directory with find_peer must offer `const Key& own_key() noexcept`.
#include "../tscp2_types.hpp"

struct candidate {
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept { return {}; }
#if defined(SOUND)
    const key& own_key() noexcept;
#endif
};

static_assert(tscp::require_directory<candidate>());
