// SPDX-License-Identifier: MIT
// expect: tscp: tickets of a directory must give a reference to tscp::ticket_keys: keys are not copied.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    static std::uint64_t now() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept;
#if defined(SOUND)
    static const ticket_keys& tickets() noexcept;
#else
    static const int& tickets() noexcept;
#endif
};

static_assert(tscp::require_directory<clients>());
