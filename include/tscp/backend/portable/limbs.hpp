// SPDX-License-Identifier: MIT
// Arithmetic on arrays of machine words, least significant first. Times depend on sizes alone, never on the words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// The type that holds the product of two limbs.
template <class Limb>
using double_limb = typename config::wide_of<Limb>::type;

template <class Limb>
inline constexpr unsigned limb_bits = sizeof(Limb) * 8;

/// Zeros where nothing is given. They wipe themselves, so that no temporary leaves a copy.
template <class Limb, std::size_t Count>
class limbs {
public:
    limbs() noexcept = default;
    limbs(const limbs&) noexcept = default;
    limbs& operator=(const limbs&) noexcept = default;
    ~limbs() { wipe_object(words_); }

    Limb& operator[](std::size_t index) noexcept { return words_[index]; }
    const Limb& operator[](std::size_t index) const noexcept { return words_[index]; }

private:
    std::array<Limb, Count> words_{};
};

/// All ones where `bit` is 1, zero where it is 0.
template <class Limb>
[[nodiscard]] TSCP_ALWAYS_INLINE Limb mask_of(Limb bit) noexcept {
    return config::value_barrier(static_cast<Limb>(Limb{0} - bit));
}

/// low = a + b·c + carry, and the new carry: (2^w − 1)^2 + 2·(2^w − 1) = 2^2w − 1 fits.
template <class Product, class Limb>
TSCP_ALWAYS_INLINE Limb multiply_add(Limb a, Limb b, Limb c, Limb& carry) noexcept {
    const double_limb<Limb> sum = Product::add(b, c, static_cast<double_limb<Limb>>(a) + carry);
    carry = static_cast<Limb>(sum >> limb_bits<Limb>);
    return static_cast<Limb>(sum);
}

/// a + b + carry, and the new carry, 0 or 1.
template <class Limb>
TSCP_ALWAYS_INLINE Limb add_carry(Limb a, Limb b, Limb& carry) noexcept {
    const auto sum = static_cast<double_limb<Limb>>(static_cast<double_limb<Limb>>(a) + b + carry);
    carry = static_cast<Limb>(sum >> limb_bits<Limb>);
    return static_cast<Limb>(sum);
}

/// a − b − borrow, and the new borrow, 0 or 1.
template <class Limb>
TSCP_ALWAYS_INLINE Limb subtract_borrow(Limb a, Limb b, Limb& borrow) noexcept {
    const auto difference = static_cast<double_limb<Limb>>(static_cast<double_limb<Limb>>(a) - b - borrow);
    borrow = static_cast<Limb>(difference >> limb_bits<Limb>) & Limb{1};
    return static_cast<Limb>(difference);
}

/// value − modulus where that is not negative, else value; `top` is the limb above value, 0 or 1.
/// Precondition: top·2^(w·Count) + value < 2·modulus.
template <class Limb, std::size_t Count>
TSCP_ALWAYS_INLINE void reduce_once(limbs<Limb, Count>& value, Limb top, const limbs<Limb, Count>& modulus) noexcept {
    Limb borrow = 0;
    for (std::size_t i = 0; i < Count; ++i) { (void)subtract_borrow(value[i], modulus[i], borrow); }
    (void)subtract_borrow(top, Limb{0}, borrow);
    const auto subtracted = static_cast<Limb>(~mask_of(borrow));
    borrow = 0;
    for (std::size_t i = 0; i < Count; ++i) {
        value[i] = subtract_borrow(value[i], static_cast<Limb>(modulus[i] & subtracted), borrow);
    }
}

/// The lowest `used` limbs of left·right; the limbs above them are zero. Precondition: used ≤ Count.
template <class Product, class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> multiply_low(const limbs<Limb, Count>& left, const limbs<Limb, Count>& right,
                                              std::size_t used) noexcept {
    limbs<Limb, Count> product;
    for (std::size_t i = 0; i < used; ++i) {
        Limb carry = 0;
        for (std::size_t j = 0; i + j < used; ++j) {
            product[i + j] = multiply_add<Product>(product[i + j], left[i], right[j], carry);
        }
    }
    return product;
}

/// 1 / odd modulo 2^w by Newton's iteration: x = odd is right in 3 bits, and each round doubles them.
template <class Limb>
[[nodiscard]] constexpr Limb invert_limb(Limb odd) noexcept {
    Limb inverse = odd;
    for (unsigned right_bits = 3; right_bits < limb_bits<Limb>; right_bits *= 2) {
        inverse = static_cast<Limb>(inverse * (Limb{2} - static_cast<Limb>(odd * inverse)));
    }
    return inverse;
}

/// How many zero bits a number ends in; the number of its bits if it is zero. For public numbers.
template <class Limb, std::size_t Count>
[[nodiscard]] std::size_t trailing_zeros(const limbs<Limb, Count>& value) noexcept {
    std::size_t zeros = 0;
    while (zeros < Count * limb_bits<Limb> &&
           ((value[zeros / limb_bits<Limb>] >> (zeros % limb_bits<Limb>)) & 1U) == 0) {
        ++zeros;
    }
    return zeros;
}

/// How many zero bits a number begins with. For public numbers that are not zero.
template <class Limb, std::size_t Count>
[[nodiscard]] std::size_t leading_zeros(const limbs<Limb, Count>& value) noexcept {
    std::size_t top = Count - 1;
    while (value[top] == 0) { --top; }
    std::size_t zeros = (Count - 1 - top) * limb_bits<Limb>;
    Limb limb = value[top];
    for (unsigned half = limb_bits<Limb> / 2; half > 0; half /= 2) {
        if ((limb >> (limb_bits<Limb> - half)) == 0) {
            limb = static_cast<Limb>(limb << half);
            zeros += half;
        }
    }
    return zeros;
}

/// value·2^count, without what goes beyond Count limbs. The count is public.
template <class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> shift_left(const limbs<Limb, Count>& value, std::size_t count) noexcept {
    limbs<Limb, Count> shifted;
    const std::size_t whole = count / limb_bits<Limb>;
    const auto part = static_cast<unsigned>(count % limb_bits<Limb>);
    for (std::size_t i = Count; i-- > whole;) {
        shifted[i] = static_cast<Limb>(value[i - whole] << part);
        if (part != 0 && i > whole) {
            shifted[i] |= static_cast<Limb>(value[i - whole - 1] >> (limb_bits<Limb> - part));
        }
    }
    return shifted;
}

/// value / 2^count, rounded down. The count is public.
template <class Limb, std::size_t Count>
[[nodiscard]] limbs<Limb, Count> shift_right(const limbs<Limb, Count>& value, std::size_t count) noexcept {
    limbs<Limb, Count> shifted;
    const std::size_t whole = count / limb_bits<Limb>;
    const auto part = static_cast<unsigned>(count % limb_bits<Limb>);
    for (std::size_t i = 0; i + whole < Count; ++i) {
        shifted[i] = static_cast<Limb>(value[i + whole] >> part);
        if (part != 0 && i + whole + 1 < Count) {
            shifted[i] |= static_cast<Limb>(value[i + whole + 1] << (limb_bits<Limb> - part));
        }
    }
    return shifted;
}

/// `count` bits of a number from bit `from` on, below 2^count; bits above the number are zero. count < w; both are
/// public.
template <class Limb, std::size_t Count>
[[nodiscard]] TSCP_ALWAYS_INLINE Limb bits_of(const limbs<Limb, Count>& value, std::size_t from,
                                              unsigned count) noexcept {
    const std::size_t index = from / limb_bits<Limb>;
    const auto offset = static_cast<unsigned>(from % limb_bits<Limb>);
    Limb bits = static_cast<Limb>(value[index] >> offset);
    if (offset + count > limb_bits<Limb> && index + 1 < Count) {
        bits |= static_cast<Limb>(value[index + 1] << (limb_bits<Limb> - offset));
    }
    return bits & static_cast<Limb>((Limb{1} << count) - 1U);
}

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
