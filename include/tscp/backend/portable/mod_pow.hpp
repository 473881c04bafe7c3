// SPDX-License-Identifier: MIT
// Modular exponentiation with a secret exponent: Montgomery's method for odd moduli, arithmetic mod 2^t for powers of
// two, and the two joined by the Chinese remainder theorem for even moduli.
//
// Time and addresses depend on the modulus and on the exponent's bound, which are public, and on nothing else. So does
// the number of calls of `Yield`, one before each multiplication in a ring. Two stretches without a call may be longer
// than a multiplication: R^2 mod the modulus, before the first, and for an even modulus the end, two of them at most.
//
// Sources: Montgomery, "Modular multiplication without trial division" (1985); Koç, Acar and Kaliski, "Analyzing and
// comparing Montgomery multiplication algorithms" (1996), method CIOS.
#pragma once

#include <array>
#include <cstddef>

#include <tscp/backend/portable/limbs.hpp>
#include <tscp/concepts/yield.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// value = value·2^w mod divisor, a step of long division (Knuth, The Art of Computer Programming 4.3.1, algorithm D).
/// Precondition: value < divisor, and the divisor's highest bit is 1. For public numbers: it divides. It is a function
/// of its own in every build, so that what divides can be told from what works on secrets.
template <class Limb, std::size_t Count>
TSCP_NEVER_INLINE void shift_mod(limbs<Limb, Count>& value, const limbs<Limb, Count>& divisor) noexcept {
    // The quotient's digit, or up to 2 more: the two highest limbs by the divisor's highest.
    Limb top = value[Count - 1];
    const auto high = static_cast<double_limb<Limb>>((static_cast<double_limb<Limb>>(top) << limb_bits<Limb>) |
                                                     (Count > 1 ? value[Count - 2] : Limb{0}));
    const Limb digit =
        top == divisor[Count - 1] ? static_cast<Limb>(~Limb{0}) : static_cast<Limb>(high / divisor[Count - 1]);

    for (std::size_t i = Count - 1; i > 0; --i) { value[i] = value[i - 1]; }
    value[0] = 0;
    Limb carry = 0;
    Limb borrow = 0;
    for (std::size_t i = 0; i < Count; ++i) {
        value[i] = subtract_borrow(value[i], multiply_add<native_product>(Limb{0}, digit, divisor[i], carry), borrow);
    }
    top = static_cast<Limb>(top - carry - borrow);
    while (top != 0) {  // below zero: the digit was too large
        carry = 0;
        for (std::size_t i = 0; i < Count; ++i) { value[i] = add_carry(value[i], divisor[i], carry); }
        top = static_cast<Limb>(top + carry);
    }
}

/// R^2 mod an odd modulus above 1, R = 2^(w·Count). For public numbers.
template <class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> square_of_radix(const limbs<Limb, Count>& modulus) noexcept {
    // R^2·2^s mod modulus·2^s, where 2^s brings the modulus's highest bit to the top; it starts from a power of two
    // that is below the divisor, and each step multiplies by 2^w.
    const std::size_t s = leading_zeros(modulus);
    const auto divisor = shift_left(modulus, s);
    limbs<Limb, Count> value;
    value[Count - 1] = static_cast<Limb>(Limb{1} << (s % limb_bits<Limb>));
    for (std::size_t step = 0; step < Count + 1 + s / limb_bits<Limb>; ++step) { shift_mod(value, divisor); }
    return shift_right(value, s);
}

/// Numbers modulo an odd modulus, kept as x·R with R = 2^(w·Count).
template <class Limb, std::size_t Count, class Product = constant_time_product, class Yield = no_yield>
class odd_ring {
public:
    using number = limbs<Limb, Count>;

    /// Precondition: modulus is odd and above 1.
    explicit odd_ring(const number& modulus) noexcept
        : modulus_{modulus},
          negative_inverse_{static_cast<Limb>(Limb{0} - invert_limb(modulus[0]))},
          square_{square_of_radix(modulus)},
          one_{reduce(square_)} {}

    /// R mod modulus, which stands for 1.
    [[nodiscard]] const number& one() const noexcept { return one_; }

    /// left·right/R mod modulus. One of the two may be any number below R, the other is below the modulus.
    [[nodiscard]] number multiply(const number& left, const number& right) const noexcept {
        (Yield::yield)();
        number sum;
        Limb top = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            Limb carry = 0;
            for (std::size_t j = 0; j < Count; ++j) {
                sum[j] = multiply_add<Product>(sum[j], left[i], right[j], carry);
            }
            const auto high = static_cast<double_limb<Limb>>(static_cast<double_limb<Limb>>(top) + carry);
            const Limb factor = Product::low(sum[0], negative_inverse_);
            carry = 0;
            (void)multiply_add<Product>(sum[0], factor, modulus_[0], carry);
            for (std::size_t j = 1; j < Count; ++j) {
                sum[j - 1] = multiply_add<Product>(sum[j], factor, modulus_[j], carry);
            }
            const auto last = static_cast<double_limb<Limb>>(high + carry);
            sum[Count - 1] = static_cast<Limb>(last);
            top = static_cast<Limb>(last >> limb_bits<Limb>);
        }
        reduce_once(sum, top, modulus_);
        return sum;
    }

    /// x·R mod modulus for any x below R.
    [[nodiscard]] number enter(const number& x) const noexcept { return multiply(x, square_); }

    /// x for x·R.
    [[nodiscard]] number reduce(const number& x) const noexcept {
        number unit;
        unit[0] = 1;
        return multiply(x, unit);
    }

private:
    number modulus_;
    Limb negative_inverse_;
    number square_;
    number one_;
};

/// Numbers modulo 2^(w·used): what is above the power of two that is asked for is masked away at the end.
template <class Limb, std::size_t Count, class Product = constant_time_product, class Yield = no_yield>
class binary_ring {
public:
    using number = limbs<Limb, Count>;

    explicit binary_ring(std::size_t used) noexcept : used_{used} { one_[0] = 1; }

    [[nodiscard]] const number& one() const noexcept { return one_; }
    [[nodiscard]] number multiply(const number& left, const number& right) const noexcept {
        (Yield::yield)();
        return multiply_low<Product>(left, right, used_);
    }

private:
    std::size_t used_;
    number one_{};
};

/// base^exponent in a ring, in windows of `Window` bits: the same multiplications for every exponent below
/// 2^exponent_bits.
template <unsigned Window, class Ring, class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> power(const Ring& ring, const limbs<Limb, Count>& base,
                                       const limbs<Limb, Count>& exponent, std::size_t exponent_bits) noexcept {
    constexpr std::size_t entries = std::size_t{1} << Window;
    std::array<limbs<Limb, Count>, entries> table;
    table[0] = ring.one();
    table[1] = base;
    for (std::size_t i = 2; i < entries; ++i) { table[i] = ring.multiply(table[i - 1], base); }

    limbs<Limb, Count> chosen;
    // Reads the whole table, so that no address depends on the exponent.
    const auto choose = [&](Limb wanted) {
        for (std::size_t j = 0; j < Count; ++j) { chosen[j] = 0; }
        for (std::size_t i = 0; i < entries; ++i) {
            const Limb differs = static_cast<Limb>(i) ^ wanted;
            // The highest bit is 1 where they differ. The first fence keeps compilers from seeing a comparison in it.
            const Limb sign = config::value_barrier(static_cast<Limb>(differs | (Limb{0} - differs)));
            const Limb here = config::value_barrier(static_cast<Limb>((sign >> (limb_bits<Limb> - 1)) - 1U));
            for (std::size_t j = 0; j < Count; ++j) { chosen[j] |= table[i][j] & here; }
        }
    };

    std::size_t position = 0;
    while (position < exponent_bits) { position += Window; }
    // The one object that is returned: no copy of it is made.
    limbs<Limb, Count> value = ring.one();
    if (position == 0) { return value; }
    position -= Window;
    choose(bits_of(exponent, position, Window));
    value = chosen;
    while (position > 0) {
        position -= Window;
        for (unsigned i = 0; i < Window; ++i) { value = ring.multiply(value, value); }
        choose(bits_of(exponent, position, Window));
        value = ring.multiply(value, chosen);
    }
    return value;
}

/// base^exponent mod an odd modulus. Precondition: exponent < 2^exponent_bits.
template <unsigned Window, class Product, class Yield, class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> mod_pow_odd(const limbs<Limb, Count>& base, const limbs<Limb, Count>& exponent,
                                             std::size_t exponent_bits, const limbs<Limb, Count>& modulus) noexcept {
    if (leading_zeros(modulus) == Count * limb_bits<Limb> - 1) { return {}; }
    const odd_ring<Limb, Count, Product, Yield> ring{modulus};
    return ring.reduce(power<Window>(ring, ring.enter(base), exponent, exponent_bits));
}

/// base^exponent mod 2^twos·odd. Precondition: odd is odd, twos ≥ 1, the modulus fits Count limbs.
template <unsigned Window, class Product, class Yield, class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> mod_pow_even(const limbs<Limb, Count>& base, const limbs<Limb, Count>& exponent,
                                              std::size_t exponent_bits, const limbs<Limb, Count>& odd,
                                              std::size_t twos) noexcept {
    const std::size_t used = (twos + limb_bits<Limb> - 1) / limb_bits<Limb>;
    const binary_ring<Limb, Count, Product, Yield> ring{used};

    // 1/odd mod 2^(w·used) by Newton's iteration from its lowest limb: x = x·(2 − odd·x).
    limbs<Limb, Count> inverse;
    inverse[0] = invert_limb(odd[0]);
    for (std::size_t right_limbs = 1; right_limbs < used; right_limbs *= 2) {
        auto correction = ring.multiply(odd, inverse);
        Limb borrow = 0;
        for (std::size_t i = 0; i < used; ++i) {
            correction[i] = subtract_borrow(i == 0 ? Limb{2} : Limb{0}, correction[i], borrow);
        }
        inverse = ring.multiply(inverse, correction);
    }

    // x = residue + odd·((base^exponent − residue)/odd mod 2^twos): Garner's form of the Chinese remainder theorem.
    auto residue = mod_pow_odd<Window, Product, Yield>(base, exponent, exponent_bits, odd);
    auto lift = power<Window>(ring, base, exponent, exponent_bits);
    Limb borrow = 0;
    for (std::size_t i = 0; i < used; ++i) { lift[i] = subtract_borrow(lift[i], residue[i], borrow); }
    lift = ring.multiply(lift, inverse);
    for (std::size_t i = used; i < Count; ++i) { lift[i] = 0; }
    const auto above = static_cast<unsigned>(used * limb_bits<Limb> - twos);
    lift[used - 1] &= static_cast<Limb>(static_cast<Limb>(~Limb{0}) >> above);

    auto value = multiply_low<Product>(lift, odd, Count);
    Limb carry = 0;
    for (std::size_t i = 0; i < Count; ++i) { value[i] = add_carry(value[i], residue[i], carry); }
    return value;
}

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
