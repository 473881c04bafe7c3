// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `result<std::uint64_t> load() noexcept`.
#include "../tscp2_types.hpp"

struct candidate {
    static std::uint64_t name() noexcept { return 1; }
#if defined(SOUND)
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
#else
    static std::uint64_t load() noexcept { return 1; }
#endif
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { return true; }
};

static_assert(tscp::require_generation_cell<candidate>());
