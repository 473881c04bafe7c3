// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `std::uint64_t name() const noexcept`.
#include "../tscp2_types.hpp"

struct candidate {
#if defined(SOUND)
    static std::uint64_t name() noexcept { return 1; }
#endif
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { return true; }
};

static_assert(tscp::require_generation_cell<candidate>());
