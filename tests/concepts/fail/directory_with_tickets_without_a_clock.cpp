// SPDX-License-Identifier: MIT
// expect: tscp: a directory with tickets must offer `std::uint64_t now() noexcept`, in seconds since 1970.
#include "../tscp2_types.hpp"

struct candidate {
    const ticket_keys& tickets() noexcept;
    static bool is_authorized(tscp::byte_view) noexcept { return true; }
#if defined(SOUND)
    static std::uint64_t now() noexcept { return 0; }
#endif
};

static_assert(tscp::require_directory<candidate>());
