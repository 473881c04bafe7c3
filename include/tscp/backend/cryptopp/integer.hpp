// SPDX-License-Identifier: MIT
// Unsigned integers of a fixed capacity, with modular exponentiation by Crypto++'s Integer.
//
// Numbers are kept as bytes. Crypto++ sees them in mod_pow alone, where it takes memory from the heap and wipes it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <cryptopp/integer.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp::cryptopp {

/// A number below 2^Bits.
template <std::size_t Bits>
class integer {
    static_assert(Bits > 0 && Bits % 8 == 0, "tscp: the capacity of cryptopp::integer is a whole number of bytes.");

public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;
    integer(const integer&) noexcept = default;
    integer& operator=(const integer&) noexcept = default;
    ~integer() { wipe_object(bytes_); }

    /// The number that big-endian bytes stand for; `errc::out_of_range` from 2^Bits on.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        const byte_view digits = without_leading_zeros(bytes);
        if (digits.size() > Bits / 8) { return errc::out_of_range; }
        integer value;
        copy_bytes(digits, byte_span{value.bytes_}.from(Bits / 8 - digits.size()));
        return value;
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        const byte_view digits = without_leading_zeros(bytes_);
        if (digits.size() > out.size()) { return errc::buffer_too_small; }
        const byte_span zeros = out.first(out.size() - digits.size());
        for (std::uint8_t& byte : zeros) { byte = 0; }
        copy_bytes(digits, out.from(zeros.size()));
        return {};
    }

    /// base^exponent mod modulus, with 0^0 = 1. `errc::backend_failed`: Crypto++ found no memory.
    /// `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits, exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        integer power;
        try {
            const CryptoPP::Integer x = base.to_vendor();
            const CryptoPP::Integer e = exponent.to_vendor();
            const CryptoPP::Integer m = modulus.to_vendor();
            if (m.IsZero() || exponent_bits > Bits || e.BitCount() > exponent_bits) { return errc::out_of_range; }
            // Crypto++ gives 1 for the zeroth power modulo 1.
            const CryptoPP::Integer remainder = a_exp_b_mod_c(x, e, m).Modulo(m);
            remainder.Encode(power.bytes_.data(), power.bytes_.size());
        } catch (...) { return errc::backend_failed; }
        return power;
    }

private:
    [[nodiscard]] static byte_view without_leading_zeros(byte_view bytes) noexcept {
        while (!bytes.empty() && bytes[0] == 0) { bytes = bytes.from(1); }
        return bytes;
    }

    [[nodiscard]] CryptoPP::Integer to_vendor() const { return {bytes_.data(), bytes_.size()}; }

    std::array<std::uint8_t, Bits / 8> bytes_{};
};

}  // namespace tscp::cryptopp
