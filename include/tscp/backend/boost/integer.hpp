// SPDX-License-Identifier: MIT
// Unsigned integers of a fixed capacity by Boost.Multiprecision's cpp_int.
//
// It takes no memory from the heap. What Boost's powm leaves on the stack is not wiped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <boost/multiprecision/cpp_int.hpp>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace boost_backend {

/// A number below 2^Bits.
template <std::size_t Bits>
class integer {
    static_assert(Bits > 0 && Bits % 8 == 0,
                  "tscp: the capacity of boost_backend::integer is a whole number of bytes.");

public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;
    integer(const integer&) noexcept = default;
    integer& operator=(const integer&) noexcept = default;
    ~integer() {
        static_assert(std::is_trivially_destructible_v<number>, "tscp: the number must lie in the object itself.");
        config::zeroize(&value_, sizeof value_);
    }

    /// The number that big-endian bytes stand for; `errc::out_of_range` from 2^Bits on.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        while (!bytes.empty() && bytes[0] == 0) { bytes = bytes.subspan(1); }
        if (bytes.size() > Bits / 8) { return errc::out_of_range; }
        integer value;
        if (bytes.empty()) { return value; }
        try {
            import_bits(value.value_, bytes.begin(), bytes.end(), 8);
        } catch (...) { return errc::backend_failed; }
        return value;
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        const std::size_t size = (bit_length() + 7) / 8;
        if (size > out.size()) { return errc::buffer_too_small; }
        const byte_span zeros = out.first(out.size() - size);
        for (std::uint8_t& byte : zeros) { byte = 0; }
        if (size == 0) { return {}; }
        try {
            export_bits(value_, out.subspan(zeros.size()).data(), 8);
        } catch (...) { return errc::backend_failed; }
        return {};
    }

    /// Below, equal to or above zero as left is below, equal to or above right.
    static int compare(const integer& left, const integer& right) noexcept { return left.value_.compare(right.value_); }

    /// base^exponent mod modulus, with 0^0 = 1.
    /// `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits, exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        if (modulus.value_.is_zero() || exponent_bits > Bits || exponent.bit_length() > exponent_bits) {
            return errc::out_of_range;
        }
        integer power;
        try {
            if constexpr (Bits < karatsuba_bits) {
                // powm itself works in numbers of twice the width, which every product fits.
                power.value_ = powm(base.value_, exponent.value_, modulus.value_);
            } else {
                power.value_ = long_power(base.value_, exponent.value_, modulus.value_);
            }
        } catch (...) { return errc::backend_failed; }
        return power;
    }

private:
    using limb = boost::multiprecision::limb_type;
    static constexpr std::size_t limb_bits = 8 * sizeof(limb);
    // From 40 limbs on Boost multiplies by Karatsuba's method: on the heap, where a lack of memory ends the program,
    // and in Boost 1.74 with leading zeros that its division does not expect.
    static constexpr std::size_t karatsuba_bits = 40 * limb_bits;

    template <std::size_t Width>
    using number_of = boost::multiprecision::number<
        boost::multiprecision::cpp_int_backend<static_cast<unsigned>(Width), static_cast<unsigned>(Width),
                                               boost::multiprecision::unsigned_magnitude,
                                               boost::multiprecision::unchecked, void>,
        boost::multiprecision::et_off>;
    using number = number_of<Bits>;
    using wide_number = number_of<Bits + 2 * limb_bits>;

    // Square and multiply, limb by limb: no product is longer than one operand and two limbs.
    static number long_power(const number& base, const number& exponent, const number& modulus) {
        const number one{1};
        number power{one % modulus};
        const number reduced{base % modulus};
        for (std::size_t i = exponent.is_zero() ? 0 : std::size_t{1} + msb(exponent); i-- > 0;) {
            power = long_product(power, power, modulus);
            if (bit_test(exponent, static_cast<unsigned>(i))) { power = long_product(power, reduced, modulus); }
        }
        return power;
    }

    static number long_product(const number& left, const number& right, const number& modulus) {
        const wide_number wide_left{left};
        const wide_number wide_modulus{modulus};
        wide_number sum{0};
        const auto& limbs = right.backend();
        for (std::size_t i = limbs.size(); i-- > 0;) {
            sum <<= limb_bits;
            sum += wide_left * limbs.limbs()[i];
            sum %= wide_modulus;
        }
        return number{sum};
    }

    [[nodiscard]] std::size_t bit_length() const noexcept {
        return value_.is_zero() ? 0 : std::size_t{1} + msb(value_);
    }

    number value_{};
};

}  // namespace boost_backend
}  // namespace TSCP_ABI
}  // namespace tscp
