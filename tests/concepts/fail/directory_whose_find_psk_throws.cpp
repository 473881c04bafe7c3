// SPDX-License-Identifier: MIT
// expect: tscp: find_psk of a directory must be noexcept.
#include "../tscp2_types.hpp"

struct candidate {
#if defined(SOUND)
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept { return {}; }
#else
    static tscp::psk_entry find_psk(tscp::byte_view) { return {}; }
#endif
};

static_assert(tscp::require_directory<candidate>());
