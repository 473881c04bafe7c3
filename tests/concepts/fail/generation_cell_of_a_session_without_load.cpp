// SPDX-License-Identifier: MIT
// expect: tscp: a generation cell must offer `result<std::uint64_t> load() noexcept`.
#include "../tscp2_types.hpp"

struct cell {
    std::uint64_t name() const noexcept;
    bool compare_exchange(std::uint64_t, std::uint64_t) noexcept;
#if defined(SOUND)
    tscp::result<std::uint64_t> load() noexcept;
#else
#endif
};

bool sleep(tscp::client_session<stream>& from, cell& store, tscp::writer& out) {
    return bool{from.suspend(store, out)};
}
