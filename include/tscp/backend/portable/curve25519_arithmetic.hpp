// SPDX-License-Identifier: MIT
// The arithmetic modulo p = 2^255 − 19 that a kernel can replace: sums, differences and products of whole elements.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include <tscp/backend/portable/kernels/chip_kernel.hpp>
#include <tscp/concepts/yield.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// For every chip, and what kernels are tested against. Sums, differences and products are congruent modulo 2p too:
/// 2^256 is 38 then, so what goes over is folded in by a multiplication with 38; and no 38 is taken off a difference
/// that is not negative. Results may be written over operands.
template <class Limb, class Product>
class plain_arithmetic25519 {
    using wide = typename config::wide_of<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 256 / bits;

public:
    /// A number below 2^256 that stands for its remainder modulo p, the lowest limb first.
    using element = std::array<Limb, count>;
    /// Nothing is left on the stack that was computed with, but what compilers store there of their own accord.
    static constexpr std::size_t stack_size = 0;

    TSCP_NEVER_INLINE_IF_SMALL static void add(element& out, const element& left, const element& right) noexcept {
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(left[i]) + right[i] + carry;
            out[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        fold(out, carry);
    }

    TSCP_NEVER_INLINE_IF_SMALL static void subtract(element& out, const element& left, const element& right) noexcept {
        Limb borrow = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = static_cast<wide>(left[i]) - right[i] - borrow;
            out[i] = static_cast<Limb>(step);
            borrow = static_cast<Limb>((step >> bits) & 1U);
        }
        out[0] -= Product::low(subtract_small(out, Product::low(borrow, Limb{38})), Limb{38});
    }

    TSCP_NEVER_INLINE static void multiply(element& out, const element& left, const element& right) noexcept {
        std::array<Limb, 2 * count> product{};
        const wiped_at_exit wipe_product{product};
        for (std::size_t i = 0; i < count; ++i) {
            Limb carry = 0;
            for (std::size_t j = 0; j < count; ++j) {
                const wide step = Product::add(left[i], right[j], static_cast<wide>(product[i + j]) + carry);
                product[i + j] = static_cast<Limb>(step);
                carry = static_cast<Limb>(step >> bits);
            }
            product[i + count] = carry;
        }
        add_multiple(out, product.data(), Limb{38}, product.data() + count);
    }

    /// out = left + 121666 · right.
    static void add_a24_multiple(element& out, const element& left, const element& right) noexcept {
        add_multiple(out, left.data(), Limb{121666}, right.data());
    }

private:
    // out = left + factor · right. Precondition: the factor is below 2^17.
    TSCP_NEVER_INLINE_IF_SMALL static void add_multiple(element& out, const Limb* left, Limb factor,
                                                        const Limb* right) noexcept {
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const wide step = Product::add(right[i], factor, static_cast<wide>(left[i]) + carry);
            out[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        fold(out, carry);
    }

    // Adds carry · 2^256. The carry is below 2^18, so the second fold adds 38 or nothing, to a number that is then
    // below 2^24.
    TSCP_NEVER_INLINE_IF_SMALL static void fold(element& value, Limb carry) noexcept {
        value[0] += Product::low(add_small(value, Product::low(carry, Limb{38})), Limb{38});
    }

    static Limb add_small(element& value, Limb addend) noexcept {
        for (Limb& limb : value) {
            const wide step = static_cast<wide>(limb) + addend;
            limb = static_cast<Limb>(step);
            addend = static_cast<Limb>(step >> bits);
        }
        return addend;
    }

    static Limb subtract_small(element& value, Limb subtrahend) noexcept {
        for (Limb& limb : value) {
            const wide step = static_cast<wide>(limb) - subtrahend;
            limb = static_cast<Limb>(step);
            subtrahend = static_cast<Limb>((step >> bits) & 1U);
        }
        return subtrahend;
    }
};

template <class Limb, class Product>
using arithmetic25519 = std::conditional_t<takes_kernels<Limb, Product> && chip_field25519::available, chip_field25519,
                                           plain_arithmetic25519<Limb, Product>>;

/// The same, which calls `Yield` before each product.
template <class Limb, class Product, class Yield>
struct yielding_arithmetic25519 : arithmetic25519<Limb, Product> {
    using arithmetic = arithmetic25519<Limb, Product>;
    using typename arithmetic::element;
    /// The frame of multiply lies above the other's.
    static constexpr std::size_t stack_size = arithmetic::stack_size == 0 ? 0 : arithmetic::stack_size + 32;

    TSCP_NEVER_INLINE_IF_SMALL static void multiply(element& out, const element& left, const element& right) noexcept {
        (Yield::yield)();
        arithmetic::multiply(out, left, right);
    }
};
template <class Limb, class Product>
struct yielding_arithmetic25519<Limb, Product, no_yield> : arithmetic25519<Limb, Product> {};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
