// SPDX-License-Identifier: MIT
// Unsigned integers of fixed precision by Boost.Multiprecision's cpp_int. No heap; not constant-time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <exception>

#include <boost/multiprecision/cpp_int.hpp>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp::boost_backend {

/// A number below 2^Bits. What the vendor computes with on the way is not wiped.
template <std::size_t Bits>
class integer {
    static_assert(Bits > 0 && Bits % 8 == 0, "tscp: the capacity of boost_backend::integer is a multiple of 8 bits.");
    using backend = boost::multiprecision::cpp_int_backend<Bits, Bits, boost::multiprecision::unsigned_magnitude,
                                                           boost::multiprecision::unchecked, void>;
    using number = boost::multiprecision::number<backend, boost::multiprecision::et_off>;

public:
    static constexpr std::size_t capacity_bits = Bits;
    static constexpr bool constant_time = false;

    integer() noexcept = default;
    integer(const integer&) noexcept = default;
    integer& operator=(const integer&) noexcept = default;
    ~integer() { wipe({reinterpret_cast<std::uint8_t*>(&value_), sizeof value_}); }

    /// The number that big-endian bytes stand for; `errc::out_of_range` from 2^Bits on.
    static result<integer> from_bytes(byte_view bytes) noexcept {
        while (!bytes.empty() && bytes[0] == 0) { bytes = bytes.from(1); }
        if (bytes.size() > capacity_bytes) { return errc::out_of_range; }
        integer value;
        try {
            if (!bytes.empty()) { import_bits(value.value_, bytes.begin(), bytes.end()); }
        } catch (const std::exception&) { return errc::backend_failed; }
        return value;
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        std::array<std::uint8_t, capacity_bytes> digits{};
        const wiped_at_exit wipe_digits{digits};
        std::size_t size = 0;
        try {
            size = static_cast<std::size_t>(export_bits(value_, digits.begin(), 8) - digits.begin());
        } catch (const std::exception&) { return errc::backend_failed; }
        byte_view significant = byte_view{digits}.first(size);
        while (!significant.empty() && significant[0] == 0) { significant = significant.from(1); }
        if (significant.size() > out.size()) { return errc::buffer_too_small; }
        const std::size_t zeros = out.size() - significant.size();
        wipe(out.first(zeros));
        copy_bytes(significant, out.from(zeros));
        return {};
    }

    /// Below, equal to or above zero as left is below, equal to or above right.
    static int compare(const integer& left, const integer& right) noexcept { return left.value_.compare(right.value_); }

    /// base^exponent mod modulus, with 0^0 = 1. `errc::out_of_range`: modulus zero, exponent of more than exponent_bits bits,
    /// exponent_bits above the capacity.
    static result<integer> mod_pow(const integer& base, const integer& exponent, std::size_t exponent_bits,
                                   const integer& modulus) noexcept {
        integer power;
        try {
            const bool too_long = !exponent.value_.is_zero() && msb(exponent.value_) >= exponent_bits;
            if (modulus.value_.is_zero() || too_long || exponent_bits > Bits) { return errc::out_of_range; }
            // The vendor's loop multiplies before it reduces: a base above the modulus would do no harm, but cost time.
            power.value_ = base.value_ < modulus.value_ ? powm(base.value_, exponent.value_, modulus.value_)
                                                        : powm(number{base.value_ % modulus.value_}, exponent.value_, modulus.value_);
        } catch (const std::exception&) { return errc::backend_failed; }
        return power;
    }

private:
    static constexpr std::size_t capacity_bytes = Bits / 8;

    number value_;
};

}  // namespace tscp::boost_backend
