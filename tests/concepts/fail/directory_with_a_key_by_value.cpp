// SPDX-License-Identifier: MIT
// expect: tscp: own_key of a directory must give a reference: keys are not copied.
#include "../tscp2_types.hpp"

struct candidate {
    static tscp::peer_entry find_peer(tscp::byte_view) noexcept { return {}; }
#if defined(SOUND)
    const key& own_key() noexcept;
#else
    key own_key() noexcept;
#endif
};

static_assert(tscp::require_directory<candidate>());
