// SPDX-License-Identifier: MIT
// Unsigned integers by Crypto++. The vendor allocates; not constant-time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>

#include <cryptopp/integer.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp::cryptopp {

/// A number below 2^Bits. The vendor wipes its memory. Where there is none left for a new object, the program ends.
template <std::size_t Bits>
class integer {
public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;
    integer(const integer&) = default;
    integer& operator=(const integer&) = default;
    integer(integer&& other) noexcept { value_.swap(other.value_); }
    integer& operator=(integer&& other) noexcept {
        value_.swap(other.value_);
        return *this;
    }
    ~integer() = default;

    /// The number that big-endian bytes stand for; `errc::out_of_range` from 2^Bits on.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        try {
            CryptoPP::Integer value{bytes.data(), bytes.size()};
            if (value.BitCount() > Bits) { return errc::out_of_range; }
            return integer{value};
        } catch (const std::exception&) { return errc::backend_failed; }
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        if (value_.BitCount() > 8 * out.size()) { return errc::buffer_too_small; }
        try {
            value_.Encode(out.data(), out.size());
        } catch (const std::exception&) { return errc::backend_failed; }
        return {};
    }

    /// Below, equal to or above zero as left is below, equal to or above right.
    static int compare(const integer& left, const integer& right) noexcept { return left.value_.Compare(right.value_); }

    /// base^exponent mod modulus, with 0^0 = 1. `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits,
    /// exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        if (modulus.value_.IsZero() || exponent.value_.BitCount() > exponent_bits || exponent_bits > Bits) {
            return errc::out_of_range;
        }
        try {
            if (modulus.value_ == CryptoPP::Integer::One()) { return integer{}; }
            if (base.value_ < modulus.value_) {
                return integer{a_exp_b_mod_c(base.value_, exponent.value_, modulus.value_)};
            }
            return integer{a_exp_b_mod_c(base.value_ % modulus.value_, exponent.value_, modulus.value_)};
        } catch (const std::exception&) { return errc::backend_failed; }
    }

private:
    explicit integer(const CryptoPP::Integer& value) : value_{value} {}

    CryptoPP::Integer value_;
};

}  // namespace tscp::cryptopp
