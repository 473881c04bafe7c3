// SPDX-License-Identifier: MIT
// expect: tscp: tickets, now and is_authorized of a directory must be noexcept.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    static const ticket_keys& tickets() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept;
#if defined(SOUND)
    static std::uint64_t now() noexcept;
#else
    static std::uint64_t now();
#endif
};

static_assert(tscp::require_directory<clients>());
