// SPDX-License-Identifier: MIT
// A generation cell that always works, of plain data, for hosts and boards. Failures: memory_cell.hpp.
#pragma once

#include <cstdint>

#include <tscp/core/result.hpp>

namespace test {

struct plain_cell {
    [[nodiscard]] static std::uint64_t name() noexcept { return 1; }
    [[nodiscard]] tscp::result<std::uint64_t> load() const noexcept { return number; }
    bool compare_exchange(std::uint64_t expected, std::uint64_t desired) noexcept {
        if (number != expected) { return false; }
        number = desired;
        return true;
    }
    std::uint64_t number = 0;
};

}  // namespace test
