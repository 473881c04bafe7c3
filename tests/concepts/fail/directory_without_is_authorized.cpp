// SPDX-License-Identifier: MIT
// expect: tscp: a directory with tickets must offer `bool is_authorized(byte_view name) noexcept`.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    static const ticket_keys& tickets() noexcept;
    static std::uint64_t now() noexcept;
#if defined(SOUND)
    static bool is_authorized(tscp::byte_view) noexcept;
#else
#endif
};

static_assert(tscp::require_directory<clients>());
