// SPDX-License-Identifier: MIT
// expect: tscp: clock_tolerance of a directory must be noexcept.
// errors: 1
#include "../tscp2_types.hpp"

struct site {
    static const ticket_keys& tickets() noexcept;
    static std::uint64_t now() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept;
#if defined(SOUND)
    static std::uint64_t clock_tolerance() noexcept;
#else
    static std::uint64_t clock_tolerance();
#endif
};

static_assert(tscp::require_directory<site>());
