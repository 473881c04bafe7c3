// SPDX-License-Identifier: MIT
// Products of secret words, in a time that does not depend on them.
//
// Code that multiplies secrets takes one of these types as `Product`, constant_time_product unless its user names
// another:
//     Product::constant_time                     true where the time does not depend on the factors on this chip
//     Product::add(left, right, addend)          left · right + addend, in the type that holds the product
//     Product::low(left, right)                  the lowest word of left · right
#pragma once

#include <cstdint>
#include <type_traits>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What the compiler makes of `*`: the fastest.
struct native_product {
    static constexpr bool constant_time = config::chip_multiplier == config::multiplier::constant_time;

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static typename config::wide_of<Word>::type add(
        Word left, Word right, typename config::wide_of<Word>::type addend) noexcept {
        return static_cast<typename config::wide_of<Word>::type>(left) * right + addend;
    }

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static Word low(Word left, Word right) noexcept {
        return static_cast<Word>(left * right);
    }
};

/// From four products of half words, for chips whose products of 32 bits alone take a constant time.
struct product_of_halves {
    static constexpr bool constant_time = config::chip_multiplier != config::multiplier::variable_time;

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static std::uint64_t add(Word left, Word right, std::uint64_t addend) noexcept {
        static_assert(sizeof(Word) == sizeof(std::uint32_t), "tscp: product_of_halves takes limbs of 32 bits.");
        return add_words(left, right, addend);
    }

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static Word low(Word left, Word right) noexcept {
        static_assert(sizeof(Word) == sizeof(std::uint32_t), "tscp: product_of_halves takes limbs of 32 bits.");
        return config::value_barrier(left * right);
    }

private:
    [[nodiscard]] TSCP_NEVER_INLINE_IF_SMALL static std::uint64_t add_words(std::uint32_t left, std::uint32_t right,
                                                                            std::uint64_t addend) noexcept {
        // The fences keep compilers from seeing the whole product in its parts, and from making one multiplication of
        // it.
        const std::uint32_t left_low = config::value_barrier(left & 0xffffU);
        const std::uint32_t right_low = config::value_barrier(right & 0xffffU);
        const std::uint32_t low = left_low * right_low;
        // Each is at most (2^16 − 1)^2 + 2^16 − 1, which fits.
        const std::uint32_t first = (left >> 16U) * right_low + (low >> 16U);
        const std::uint32_t second = left_low * (right >> 16U) + (first & 0xffffU);
        const std::uint32_t high = (left >> 16U) * (right >> 16U) + (first >> 16U) + (second >> 16U);
        return (static_cast<std::uint64_t>(high) << 32U | (second << 16U | (low & 0xffffU))) + addend;
    }
};

/// From shifts and sums alone, for chips without a multiplier that can be relied on.
struct product_of_bits {
    static constexpr bool constant_time = true;

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static std::uint64_t add(Word left, Word right, std::uint64_t addend) noexcept {
        static_assert(sizeof(Word) == sizeof(std::uint32_t), "tscp: product_of_bits takes limbs of 32 bits.");
        return multiply(left, right) + addend;
    }

    template <class Word>
    [[nodiscard]] TSCP_ALWAYS_INLINE static Word low(Word left, Word right) noexcept {
        static_assert(sizeof(Word) == sizeof(std::uint32_t), "tscp: product_of_bits takes limbs of 32 bits.");
        return static_cast<Word>(multiply(left, right));
    }

private:
    [[nodiscard]] TSCP_NEVER_INLINE static std::uint64_t multiply(std::uint32_t left, std::uint32_t right) noexcept {
        std::uint64_t sum = 0;
        for (unsigned bit = 32; bit-- > 0;) {
            const std::uint32_t mask = config::value_barrier(std::uint32_t{0} - (right >> 31U));
            sum = (sum << 1U) + (left & mask);
            right <<= 1U;
        }
        return sum;
    }
};

/// The fastest that takes a constant time on the chip at hand.
using constant_time_product =
    std::conditional_t<native_product::constant_time, native_product,
                       std::conditional_t<product_of_halves::constant_time, product_of_halves, product_of_bits>>;

}  // namespace TSCP_ABI
}  // namespace tscp
