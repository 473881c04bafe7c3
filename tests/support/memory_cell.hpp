// SPDX-License-Identifier: MIT
// A generation cell in memory, whose storage fails where a test wants it to.
#pragma once

#include <cstdint>
#include <functional>

#include <tscp/core/result.hpp>

namespace test {

struct memory_cell {
    /// What the next write does; one that fails may have been stored nevertheless.
    enum class exchange : std::uint8_t { works, fails_unstored, fails_stored };

    explicit memory_cell(std::uint64_t own_name = 1) : cell_name{own_name} {}

    [[nodiscard]] std::uint64_t name() const noexcept { return cell_name; }
    [[nodiscard]] tscp::result<std::uint64_t> load() const noexcept {
        if (!readable) { return tscp::errc::backend_failed; }
        return stored;
    }
    bool compare_exchange(std::uint64_t expected, std::uint64_t desired) noexcept {
        if (before_exchange) { before_exchange(); }
        if (stored != expected || outcome == exchange::fails_unstored) { return false; }
        stored = desired;
        return outcome == exchange::works;
    }

    std::uint64_t cell_name;
    std::uint64_t stored = 0;
    bool readable = true;
    exchange outcome = exchange::works;
    std::function<void()> before_exchange;
};

}  // namespace test
