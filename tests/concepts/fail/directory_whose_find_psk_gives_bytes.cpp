// SPDX-License-Identifier: MIT
// expect: tscp: find_psk of a directory must be `psk_entry find_psk(byte_view identity) noexcept`.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
#if defined(SOUND)
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept;
#else
    static tscp::byte_view find_psk(tscp::byte_view) noexcept;
#endif
};

static_assert(tscp::require_directory<clients>());
