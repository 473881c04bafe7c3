// SPDX-License-Identifier: MIT
// expect: tscp: name, load and compare_exchange of a generation cell must be noexcept.
#include "../tscp2_types.hpp"

struct candidate {
    static std::uint64_t name() noexcept { return 1; }
    static tscp::result<std::uint64_t> load() noexcept { return std::uint64_t{1}; }
#if defined(SOUND)
    static bool compare_exchange(std::uint64_t, std::uint64_t) noexcept { return true; }
#else
    static bool compare_exchange(std::uint64_t, std::uint64_t) { return true; }
#endif
};

static_assert(tscp::require_generation_cell<candidate>());
