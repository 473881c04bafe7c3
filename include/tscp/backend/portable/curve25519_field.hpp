// SPDX-License-Identifier: MIT
// The field of the integers modulo p = 2^255 − 19, in constant time.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/curve25519_arithmetic.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Elements are plain data: their owner wipes them.
template <class Limb, class Product, class Arithmetic = arithmetic25519<Limb, Product>>
class field25519 : public Arithmetic {
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 256 / bits;

public:
    using Arithmetic::add;
    using Arithmetic::multiply;
    using Arithmetic::subtract;
    using typename Arithmetic::element;

    /// 32 bytes, the lowest first; the highest bit is left out, as RFC 7748 section 5 says.
    static void from_bytes(byte_view bytes, element& out) noexcept {
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = read_little_endian_word<Limb>(bytes.first(32).data() + i * sizeof(Limb));
        }
        clear_top_bit(out);
    }

    /// The remainder x of `value` as 32 bytes, the lowest first. Spends `value` and `scratch`.
    //
    // It has a frame of its own, so that no limb is left in a register that the caller's next calls save.
    TSCP_NEVER_INLINE static void to_bytes(element& value, element& scratch, byte_span out) noexcept {
        // Sums are congruent modulo 2p = 2^256 − 38, so value + value stands for 2x, and is 2x or, where that is below
        // 38, 2x + 2p. With 38 more it reaches 2^256 in the second case alone, and is then 2x + 38 too.
        wipe_object(scratch);
        scratch[0] = 38;
        add(value, value, value);
        add(value, value, scratch);
        subtract(value, value, scratch);
        Limb from_above = 0;
        for (std::size_t i = count; i-- > 0;) {
            const Limb limb = value[i];
            write_little_endian_word(static_cast<Limb>(limb >> 1U | from_above),
                                     out.first(32).data() + i * sizeof(Limb));
            from_above = static_cast<Limb>(limb << (bits - 1));
        }
    }

    /// Exchanges the two where `condition` is 1, and not where it is 0.
    static void conditional_swap(Limb condition, element& left, element& right) noexcept {
        const Limb mask = config::value_barrier(static_cast<Limb>(Limb{0} - condition));
        for (std::size_t i = 0; i < count; ++i) {
            const Limb from_left = left[i];
            const Limb from_right = right[i];
            const Limb difference = static_cast<Limb>(mask & (from_left ^ from_right));
            left[i] = from_left ^ difference;
            right[i] = from_right ^ difference;
        }
    }

    static void set_square(element& out, const element& value) noexcept { multiply(out, value, value); }

    /// inverse = 1 / value as value^(p − 2), and 0 for 0: 254 squarings and 15 multiplications. All are different
    /// elements.
    static void invert(element& inverse, const element& value, element& squared) noexcept {
        inverse = value;
        for (const link next : inversion) {
            set_square(squared, inverse);
            for (unsigned i = 1; i < next.squarings; ++i) { set_square(squared, squared); }
            multiply(inverse, squared, next.doubles != 0 ? inverse : value);
        }
    }

private:
    // An exponent in binary is shifted to the left by `squarings`, and what becomes free is filled by the exponent
    // itself where it `doubles`, else by 1.
    struct link {
        std::uint8_t squarings : 7;
        std::uint8_t doubles : 1;
    };
    // p − 2 is 250 ones and 01011.
    static constexpr link inversion[] = {
        {1, 1},   {1, 0},  // 3 ones
        {3, 1},   {1, 0},  // 7
        {7, 1},   {1, 0},  // 15
        {15, 1},  {1, 0},  // 31
        {31, 1},           // 62
        {62, 1},  {1, 0},  // 125
        {125, 1}, {2, 0}, {2, 0}, {1, 0},
    };

    static void clear_top_bit(element& value) noexcept { value[count - 1] &= static_cast<Limb>(~Limb{0} >> 1U); }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
