// SPDX-License-Identifier: MIT
// Arithmetic modulo p = 2^255 − 19, in whole machine words and constant time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Numbers below 2^256 that stand for their remainders modulo p. 2^256 is 38 modulo p, so what goes over is folded in
/// by a multiplication with 38. Results may be written over operands. Elements are plain data: their owner wipes them.
template <class Limb, class Product>
class field25519 {
    using wide = typename config::wide_of<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 256 / bits;

public:
    /// The lowest limb first.
    using element = std::array<Limb, count>;

    /// 32 bytes, the lowest first; the highest bit is left out, as RFC 7748 section 5 says.
    static void from_bytes(byte_view bytes, element& out) noexcept {
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = read_little_endian_word<Limb>(bytes.first(32).data() + i * sizeof(Limb));
        }
        clear_top_bit(out);
    }

    /// The remainder of `value` as 32 bytes, the lowest first. Spends `value`.
    static void to_bytes(element& value, byte_span out) noexcept {
        // With the top bit folded in (2^255 is 19) the number is below 2^255 + 19, and p comes off at most once. It
        // does where adding 19 reaches 2^255, and then what is left without that bit is the remainder; else the 19 go
        // again.
        (void)add_small(value, Product::low(clear_top_bit(value), Limb{19}) + 19U);
        const Limb reduced = clear_top_bit(value);
        subtract_small(value, Product::low(Limb{1} - reduced, Limb{19}));
        for (std::size_t i = 0; i < count; ++i) {
            write_little_endian_word(value[i], out.first(32).data() + i * sizeof(Limb));
        }
    }

    /// Exchanges the two where `condition` is 1, and not where it is 0.
    static void conditional_swap(Limb condition, element& left, element& right) noexcept {
        const Limb mask = config::value_barrier(static_cast<Limb>(Limb{0} - condition));
        for (std::size_t i = 0; i < count; ++i) {
            const Limb difference = static_cast<Limb>(mask & (left[i] ^ right[i]));
            left[i] ^= difference;
            right[i] ^= difference;
        }
    }

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
        // left − right + 4p, where 4p − right is (2^256 − 75) + (2^256 − 1 − right).
        Limb carry = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const Limb most = static_cast<Limb>(~Limb{0} - (i == 0 ? 74U : 0U));
            const wide step = static_cast<wide>(left[i]) + static_cast<Limb>(~right[i]) + most + carry;
            out[i] = static_cast<Limb>(step);
            carry = static_cast<Limb>(step >> bits);
        }
        fold(out, carry);
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

    static void set_square(element& out, const element& value) noexcept { multiply(out, value, value); }

    /// out = left + factor · right. Precondition: `factor` is below 2^17.
    static void add_multiple(element& out, const element& left, Limb factor, const element& right) noexcept {
        add_multiple(out, left.data(), factor, right.data());
    }

    /// out = 1 / value as value^(p − 2), and 0 for 0: 254 squarings and 15 multiplications. `out` is not `value`.
    static void invert(element& out, const element& value, element& scratch) noexcept {
        // p − 2 in binary is 250 ones and 01011. So many ones are made from half as many by as many squarings and a
        // multiplication; the bits of 250 = 11111010 behind its first say when one more is put behind them.
        out = value;
        unsigned ones = 1;
        for (unsigned bit = 7; bit-- > 0;) {
            scratch = out;
            square_times(out, ones);
            multiply(out, out, scratch);
            ones *= 2;
            if (((250U >> bit) & 1U) != 0) {
                append_bits(out, 1, value);
                ++ones;
            }
        }
        append_bits(out, 2, value);
        append_bits(out, 2, value);
        append_bits(out, 1, value);
    }

private:
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

    static void square_times(element& value, unsigned times) noexcept {
        for (; times != 0; --times) { set_square(value, value); }
    }

    // Puts `size` bits behind the exponent, of which the last is 1.
    TSCP_NEVER_INLINE_IF_SMALL static void append_bits(element& power, unsigned size, const element& value) noexcept {
        square_times(power, size);
        multiply(power, power, value);
    }

    // Adds carry · 2^256. The carry is below 2^18, so the second fold adds 38 or nothing, to a number that is then
    // below 2^24.
    TSCP_NEVER_INLINE_IF_SMALL static void fold(element& value, Limb carry) noexcept {
        value[0] += Product::low(add_small(value, Product::low(carry, Limb{38})), Limb{38});
    }

    static Limb clear_top_bit(element& value) noexcept {
        const Limb top = static_cast<Limb>(value[count - 1] >> (bits - 1));
        value[count - 1] &= static_cast<Limb>(~Limb{0} >> 1U);
        return top;
    }

    static Limb add_small(element& value, Limb addend) noexcept {
        for (Limb& limb : value) {
            const wide step = static_cast<wide>(limb) + addend;
            limb = static_cast<Limb>(step);
            addend = static_cast<Limb>(step >> bits);
        }
        return addend;
    }

    static void subtract_small(element& value, Limb subtrahend) noexcept {
        for (Limb& limb : value) {
            const wide step = static_cast<wide>(limb) - subtrahend;
            limb = static_cast<Limb>(step);
            subtrahend = static_cast<Limb>((step >> bits) & 1U);
        }
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
