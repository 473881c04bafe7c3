// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `result<std::uint64_t> load() noexcept`.
// errors: 1
#include <tscp/concepts/generation_cell.hpp>

struct cell {
    std::uint64_t name() const noexcept;
    bool compare_exchange(std::uint64_t, std::uint64_t) noexcept;
#if defined(SOUND)
    tscp::result<std::uint64_t> load() noexcept;
#else
#endif
};

static_assert(tscp::require_generation_cell<cell>());
