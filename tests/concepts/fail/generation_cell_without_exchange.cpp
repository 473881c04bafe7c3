// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `bool compare_exchange(std::uint64_t expected, std::uint64_t desired)
// expect: noexcept`.
#include "../tscp2_types.hpp"

struct candidate {
    static std::uint64_t name() noexcept { return 1; }
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
#if defined(SOUND)
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { return true; }
#endif
};

static_assert(tscp::require_generation_cell<candidate>());
