// SPDX-License-Identifier: MIT
// A generator that gives recorded values, and then fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <tscp/core/bytes.hpp>

namespace test {

class replay_random {
public:
    explicit replay_random(std::vector<std::uint8_t> values) : values_{std::move(values)} {}

    bool fill(tscp::byte_span out) noexcept {
        if (out.size() > values_.size() - used_) { return false; }
        for (std::uint8_t& byte : out) { byte = values_[used_++]; }
        return true;
    }

    /// How many values have not been drawn yet.
    [[nodiscard]] std::size_t left() const noexcept { return values_.size() - used_; }

private:
    std::vector<std::uint8_t> values_;
    std::size_t used_ = 0;
};

}  // namespace test
