// SPDX-License-Identifier: MIT
// The least that is an integer backend: what concepts/integer.hpp calls compulsory, and nothing else.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace archetype {

/// A number as its bits, least significant first; slow, and nothing but additions.
template <std::size_t Bits>
class integer {
public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;
    integer(integer&&) noexcept = default;
    integer(const integer&) = delete;
    integer& operator=(integer&&) = delete;
    integer& operator=(const integer&) = delete;
    ~integer() { tscp::wipe_object(bits_); }

    static tscp::result<integer> from_bytes(tscp::byte_view bytes) noexcept {
        integer value;
        for (std::size_t i = 0; i < 8 * bytes.size(); ++i) {
            const bool bit = ((bytes[bytes.size() - 1 - i / 8] >> (i % 8)) & 1) != 0;
            if (i < Bits) {
                value.bits_[i] = bit;
            } else if (bit) {
                return tscp::errc::out_of_range;
            }
        }
        return value;
    }

    tscp::result<void> write_bytes(tscp::byte_span out) const noexcept {
        if (length(bits_) > 8 * out.size()) { return tscp::errc::buffer_too_small; }
        for (std::uint8_t& byte : out) { byte = 0; }
        for (std::size_t i = 0; i < length(bits_); ++i) {
            if (bits_[i]) {
                out[out.size() - 1 - i / 8] = static_cast<std::uint8_t>(out[out.size() - 1 - i / 8] | (1 << (i % 8)));
            }
        }
        return {};
    }

    static tscp::result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                         const integer& modulus) noexcept {
        if (length(modulus.bits_) == 0 || exponent_bits > Bits || length(exponent.bits_) > exponent_bits) {
            return tscp::errc::out_of_range;
        }
        bit_array one{true};
        integer power;
        power.bits_ = multiply(one, one, modulus.bits_);
        for (std::size_t i = length(exponent.bits_); i-- > 0;) {
            power.bits_ = multiply(power.bits_, power.bits_, modulus.bits_);
            if (exponent.bits_[i]) { power.bits_ = multiply(power.bits_, base.bits_, modulus.bits_); }
        }
        return power;
    }

private:
    using bit_array = std::array<bool, Bits + 1>;  // one more, for what doubling carries out

    static std::size_t length(const bit_array& bits) {
        return static_cast<std::size_t>(std::find(bits.rbegin(), bits.rend(), true).base() - bits.begin());
    }

    static void subtract_if_larger(bit_array& value, const bit_array& modulus) {
        if (std::lexicographical_compare(value.rbegin(), value.rend(), modulus.rbegin(), modulus.rend())) { return; }
        bool borrow = false;
        for (std::size_t i = 0; i <= Bits; ++i) {
            const int difference = int{value[i]} - int{modulus[i]} - int{borrow};
            value[i] = (difference & 1) != 0;
            borrow = difference < 0;
        }
    }

    static void add(bit_array& value, const bit_array& other, const bit_array& modulus) {
        bool carry = false;
        for (std::size_t i = 0; i <= Bits; ++i) {
            const int sum = int{value[i]} + int{other[i]} + int{carry};
            value[i] = (sum & 1) != 0;
            carry = sum > 1;
        }
        subtract_if_larger(value, modulus);
    }

    // left·right mod modulus by doubling and adding; every operand is first reduced bit by bit.
    static bit_array multiply(const bit_array& left, const bit_array& right, const bit_array& modulus) {
        const bit_array reduced = reduce(right, modulus);
        bit_array product{};
        for (std::size_t i = length(left); i-- > 0;) {
            add(product, bit_array{product}, modulus);
            if (left[i]) { add(product, reduced, modulus); }
        }
        return product;
    }

    static bit_array reduce(const bit_array& value, const bit_array& modulus) {
        bit_array reduced{};
        for (std::size_t i = length(value); i-- > 0;) {
            std::rotate(reduced.rbegin(), reduced.rbegin() + 1, reduced.rend());
            reduced[0] = value[i];
            subtract_if_larger(reduced, modulus);
        }
        return reduced;
    }

    bit_array bits_{};
};

}  // namespace archetype
