// SPDX-License-Identifier: MIT
// How classic draws a number: a first value from one or two small draws, then more draws until it is large enough.
#pragma once

#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The rule for one number. Widths are in bits, at most 8; a width of 0 means that nothing is drawn.
struct draw_rule {
    unsigned left_bits;   ///< The first value is a left part …
    unsigned right_bits;  ///< … and a right part, their decimal digits joined: 15 and 7 make 157. Both 0: it is 0.
    unsigned step_bits;   ///< Numbers of this width are added …
    std::uint32_t least;  ///< … until the sum is at least this.

    /// The largest number that the rule can give.
    [[nodiscard]] constexpr std::uint32_t most() const noexcept {
        const std::uint32_t first = joined((1U << left_bits) - 1U, (1U << right_bits) - 1U);
        const std::uint32_t stepped = least - 1U + (1U << step_bits) - 1U;
        return first > stepped ? first : stepped;
    }

    [[nodiscard]] static constexpr std::uint32_t joined(std::uint32_t left, std::uint32_t right) noexcept {
        return left * (right >= 100 ? 1000U : right >= 10 ? 100U : 10U) + right;
    }
};

/// A number by the rule, one byte of the generator for each draw. `errc::random_failed`: the generator failed, or gave
/// so many small values that it must be broken.
template <class Random>
result<std::uint32_t> draw(Random& random, const draw_rule& rule) noexcept {
    std::uint32_t sum = 0;
    if (rule.left_bits != 0) {
        const auto left = draw_bits(random, rule.left_bits);
        if (!left) { return left.error(); }
        const auto right = draw_bits(random, rule.right_bits);
        if (!right) { return right.error(); }
        sum = draw_rule::joined(*left, *right);
    }
    // A sound generator needs about 14 steps at most, and stays below 100 with a chance far above 1 − 2^−128.
    for (unsigned steps = 0; sum < rule.least; ++steps) {
        if (steps == 100) { return errc::random_failed; }
        const auto step = draw_bits(random, rule.step_bits);
        if (!step) { return step.error(); }
        sum += *step;
    }
    return sum;
}

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
