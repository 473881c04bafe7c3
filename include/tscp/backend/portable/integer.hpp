// SPDX-License-Identifier: MIT
// Unsigned integers of a fixed number of machine words, with modular exponentiation in constant time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/limbs.hpp>
#include <tscp/backend/portable/mod_pow.hpp>
#include <tscp/concepts/yield.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// A number below 2^Bits. `Limb` is the machine word: std::uint32_t, or std::uint64_t where the compiler has 128-bit
/// products. mod_pow calls `Yield` before each multiplication modulo the modulus, a number of times that depends on the
/// modulus and exponent_bits alone.
template <std::size_t Bits, class Limb = config::limb, class Product = constant_time_product, class Yield = no_yield>
class integer {
    static_assert(require_yield<Yield>());
    static_assert(Bits > 0 && Bits % 64 == 0, "tscp: the capacity of portable::integer is a multiple of 64 bits.");
    static_assert(sizeof(typename config::wide_of<Limb>::type) == 2 * sizeof(Limb));

public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = Product::constant_time;

    integer() noexcept = default;
    integer(const integer&) noexcept = default;
    integer& operator=(const integer&) noexcept = default;
    ~integer() = default;

    /// The number that big-endian bytes stand for; `errc::out_of_range` from 2^Bits on.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        integer value;
        std::uint32_t beyond = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            const std::uint8_t byte = bytes[bytes.size() - 1 - i];
            if (i < capacity_bytes) {
                value.limbs_[i / sizeof(Limb)] |=
                    static_cast<Limb>(static_cast<Limb>(byte) << (8 * (i % sizeof(Limb))));
            } else {
                beyond |= byte;
            }
        }
        if (beyond != 0) { return errc::out_of_range; }
        return value;
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        std::uint32_t beyond = 0;
        for (std::size_t i = out.size(); i < capacity_bytes; ++i) { beyond |= byte_at(i); }
        if (beyond != 0) { return errc::buffer_too_small; }
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[out.size() - 1 - i] = i < capacity_bytes ? byte_at(i) : std::uint8_t{0};
        }
        return {};
    }

    /// base^exponent mod modulus, with 0^0 = 1. The time depends on the modulus and exponent_bits alone.
    /// `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits, exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        const std::size_t twos = detail::trailing_zeros(modulus.limbs_);
        if (twos == Bits || !exponent.fits(exponent_bits)) { return errc::out_of_range; }
        integer value;
        if (twos == 0) {
            value.limbs_ = detail::mod_pow_odd<window, Product, Yield>(base.limbs_, exponent.limbs_, exponent_bits,
                                                                       modulus.limbs_);
        } else {
            value.limbs_ = detail::mod_pow_even<window, Product, Yield>(
                base.limbs_, exponent.limbs_, exponent_bits, detail::shift_right(modulus.limbs_, twos), twos);
        }
        return value;
    }

private:
    static constexpr std::size_t capacity_bytes = Bits / 8;
    static constexpr std::size_t limb_count = capacity_bytes / sizeof(Limb);
    // A window of w bits costs a table of 2^w numbers and saves multiplications where exponents are long.
    static constexpr unsigned window = Bits <= 128 ? 2 : Bits <= 512 ? 3 : 4;

    [[nodiscard]] std::uint8_t byte_at(std::size_t index) const noexcept {
        return static_cast<std::uint8_t>(limbs_[index / sizeof(Limb)] >> (8 * (index % sizeof(Limb))));
    }

    // True where the number has at most `bits` bits; its time depends on `bits` alone.
    [[nodiscard]] bool fits(std::size_t bits) const noexcept {
        if (bits > Bits) { return false; }
        Limb beyond = 0;
        for (std::size_t i = bits / detail::limb_bits<Limb>; i < limb_count; ++i) {
            const bool cut = i == bits / detail::limb_bits<Limb>;
            beyond |= cut ? static_cast<Limb>(limbs_[i] >> (bits % detail::limb_bits<Limb>)) : limbs_[i];
        }
        return beyond == 0;
    }

    detail::limbs<Limb, limb_count> limbs_{};
};

/// The integers of a group on a chip that must not compute for long without a break, as
/// `tscp::ffdhe2048<tscp::portable::yielding_integer<2048, tscp::platform::zephyr>>`.
template <std::size_t Bits, class Yield>
using yielding_integer = integer<Bits, config::limb, constant_time_product, Yield>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
