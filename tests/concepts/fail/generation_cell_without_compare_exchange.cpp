// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `bool compare_exchange(std::uint64_t expected, std::uint64_t desired)
// expect: noexcept`.
// errors: 1
#include <tscp/concepts/generation_cell.hpp>

struct cell {
    std::uint64_t name() const noexcept;
    tscp::result<std::uint64_t> load() noexcept;
#if defined(SOUND)
    bool compare_exchange(std::uint64_t, std::uint64_t) noexcept;
#else
#endif
};

static_assert(tscp::require_generation_cell<cell>());
