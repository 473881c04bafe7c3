// SPDX-License-Identifier: MIT
// expect: tscp: a directory must offer find_psk, find_peer or tickets: see concepts/directory.hpp.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
#if defined(SOUND)
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept;
#else
#endif
};

static_assert(tscp::require_directory<clients>());
