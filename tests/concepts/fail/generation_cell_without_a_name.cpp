// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `std::uint64_t name() const noexcept`.
// errors: 1
#include <tscp/concepts/generation_cell.hpp>

struct cell {
    tscp::result<std::uint64_t> load() noexcept;
    bool compare_exchange(std::uint64_t, std::uint64_t) noexcept;
#if defined(SOUND)
    std::uint64_t name() const noexcept;
#else
#endif
};

static_assert(tscp::require_generation_cell<cell>());
