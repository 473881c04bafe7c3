// SPDX-License-Identifier: MIT
// Arithmetic modulo 2^255 − 19 on chips that multiply halves of words: what their instruction sets have in common.
#pragma once

#include <array>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// The functions of a field25519_kernel, from three of `Words`, assembly for one instruction set, and from the products
/// of whole numbers of `Product`:
///     combine(out, left, right, minus)         out = left + right where `minus` is 0, left − right where it is all
///                                              ones; gives what goes over, 0 or 1, or 0 or −1
///     add_multiple(out, left, factor, right)   out = left + factor · right; gives what goes over, at most the factor.
///                                              Precondition: the factor is below 2^16
///     fold(value, over)                        adds 38 · over, where `over` is signed and what the others give
template <class Words, class Product>
struct field25519_of_halves {
    using element = std::array<std::uint32_t, 8>;
    /// The product, and saved registers.
    static constexpr std::size_t stack_size = 128;

    static void add(element& out, const element& left, const element& right) noexcept { combine(out, left, right, 0); }
    static void subtract(element& out, const element& left, const element& right) noexcept {
        combine(out, left, right, 0xffffffff);
    }

    TSCP_NEVER_INLINE static void multiply(element& out, const element& left, const element& right) noexcept {
        std::uint32_t product[16];
        Product::multiply(product, left.data(), right.data(), 8);
        add_multiple(out, product, 38, product + 8);
    }

    /// 121666 = 2 · 60833, and that is half a word.
    static void add_a24_multiple(element& out, const element& left, const element& right) noexcept {
        element twice;
        add(twice, right, right);
        add_multiple(out, left.data(), 60833, twice.data());
    }

private:
    TSCP_NEVER_INLINE static void combine(element& out, const element& left, const element& right,
                                          std::uint32_t minus) noexcept {
        Words::fold(out, Words::combine(out, left, right, minus));
    }

    TSCP_NEVER_INLINE static void add_multiple(element& out, const std::uint32_t* left, std::uint32_t factor,
                                               const std::uint32_t* right) noexcept {
        Words::fold(out, Words::add_multiple(out, left, factor, right));
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
