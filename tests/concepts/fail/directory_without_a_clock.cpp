// SPDX-License-Identifier: MIT
// expect: tscp: a directory with tickets must offer `std::uint64_t now() noexcept`, in seconds since 1970.
// errors: 1
#include "../tscp2_types.hpp"

struct clients {
    static const ticket_keys& tickets() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept;
#if defined(SOUND)
    static std::uint64_t now() noexcept;
#else
#endif
};

static_assert(tscp::require_directory<clients>());
