// SPDX-License-Identifier: MIT
// expect: tscp: a directory with tickets must offer `bool is_authorized(byte_view name) noexcept`.
#include "../tscp2_types.hpp"

struct candidate {
    const ticket_keys& tickets() noexcept;
    static std::uint64_t now() noexcept { return 0; }
#if defined(SOUND)
    static bool is_authorized(tscp::byte_view) noexcept { return true; }
#endif
};

static_assert(tscp::require_directory<candidate>());
