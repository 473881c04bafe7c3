// SPDX-License-Identifier: MIT
// Unsigned integers of a fixed capacity by Crypto++'s Integer.
//
// Crypto++ keeps every number but zero on the heap, and wipes it there. Where it finds no memory the answer is
// errc::backend_failed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include <cryptopp/integer.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

/// A number below 2^Bits. A number that has been moved from is zero.
template <std::size_t Bits>
class integer {
    static_assert(Bits > 0 && Bits % 8 == 0, "tscp: the capacity of cryptopp::integer is a whole number of bytes.");

public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;

    /// The number that big-endian bytes stand for. Errors: `errc::out_of_range` from 2^Bits on, `errc::backend_failed`.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        while (!bytes.empty() && bytes[0] == 0) { bytes = bytes.subspan(1); }
        if (bytes.size() > Bits / 8) { return errc::out_of_range; }
        if (bytes.empty()) { return integer{}; }
        try {
            return integer{std::make_unique<vendor>(bytes.data(), bytes.size())};
        } catch (...) { return errc::backend_failed; }
    }

    /// Writes the number as big-endian bytes, zeros on the left. Errors: `errc::buffer_too_small`,
    /// `errc::backend_failed`.
    result<void> write_bytes(byte_span out) const noexcept {
        if ((bit_length() + 7) / 8 > out.size()) { return errc::buffer_too_small; }
        if (is_zero()) {
            for (std::uint8_t& byte : out) { byte = 0; }
            return {};
        }
        try {
            number_->Encode(out.data(), out.size());
        } catch (...) { return errc::backend_failed; }
        return {};
    }

    /// Below, equal to or above zero as left is below, equal to or above right.
    static int compare(const integer& left, const integer& right) noexcept {
        if (left.is_zero() || right.is_zero()) { return int{!left.is_zero()} - int{!right.is_zero()}; }
        return left.number_->Compare(*right.number_);
    }

    /// base^exponent mod modulus, with 0^0 = 1. `errc::backend_failed`: Crypto++ found no memory.
    /// `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits, exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        if (modulus.is_zero() || exponent_bits > Bits || exponent.bit_length() > exponent_bits) {
            return errc::out_of_range;
        }
        if (modulus.bit_length() == 1) { return integer{}; }
        try {
            if (exponent.is_zero()) { return integer{std::make_unique<vendor>(1L)}; }
            if (base.is_zero()) { return integer{}; }
            return power(*base.number_, *exponent.number_, *modulus.number_);
        } catch (...) { return errc::backend_failed; }
    }

private:
    using vendor = CryptoPP::Integer;

    explicit integer(std::unique_ptr<vendor> number) noexcept : number_{std::move(number)} {}

    // Crypto++ reduces the base by itself modulo odd numbers alone.
    static integer power(const vendor& base, const vendor& exponent, const vendor& modulus) {
        vendor value = modulus.IsEven() && base >= modulus ? a_exp_b_mod_c(base % modulus, exponent, modulus)
                                                           : a_exp_b_mod_c(base, exponent, modulus);
        if (value.IsZero()) { return {}; }
        return integer{std::make_unique<vendor>(value)};
    }

    [[nodiscard]] bool is_zero() const noexcept { return number_ == nullptr; }
    [[nodiscard]] std::size_t bit_length() const noexcept { return is_zero() ? 0 : number_->BitCount(); }

    std::unique_ptr<vendor> number_{};  // none is zero
};

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
