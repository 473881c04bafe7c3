// SPDX-License-Identifier: MIT
// Numbers as classic sees them: decimal digits. Big-integer backends are asked for modular exponentiation alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

namespace detail {

// How many digits a limb holds, products, and exact division by 10^digits and by 10 as a product and a shift: dividers
// take a time that depends on the operands.
using product = constant_time_product;

template <class Limb>
struct decimal_base;

template <>
struct decimal_base<std::uint16_t> {
    using wide = std::uint32_t;
    static constexpr std::size_t digits = 4;
    static constexpr std::size_t limb_of(std::size_t position) noexcept { return position >> 2U; }
    static constexpr std::uint32_t value = 10000;
    // ⌈2^45 / 10^4⌉: exact for every number of 32 bits.
    static wide carry_of(wide number) noexcept {
        return static_cast<wide>(product::add(number, std::uint32_t{3518437209}, std::uint64_t{0}) >> 45U);
    }
    // Precondition: the product is below 2^32.
    static wide multiply(std::uint32_t left, std::uint32_t right) noexcept { return product::low(left, right); }
};

template <>
struct decimal_base<std::uint32_t> {
    using wide = std::uint64_t;
    static constexpr std::size_t digits = 9;
    // ⌈2^16 / 9⌉: exact for positions below 2^15.
    static constexpr std::size_t limb_of(std::size_t position) noexcept { return position * 7282U >> 16U; }
    static constexpr std::uint32_t value = 1000000000;
    // 10^9 is 2^9 · 1953125, and ⌈2^75 / 1953125⌉ · 1953125 is 2^75 + 399807, less than 2^75 + 2^20: exact for every
    // number of 64 bits. A template, as chips whose products have 64 bits at most have no such limbs.
    template <class Number>
    static Number carry_of(Number number) noexcept {
        static_assert(std::is_same_v<Number, wide>);
        return static_cast<wide>(product::add(number >> 9U, Number{19342813113834067}, 0) >> 75U);
    }
    static wide multiply(std::uint32_t left, std::uint32_t right) noexcept {
        return product::add(left, right, std::uint64_t{0});
    }
};

// ⌈2^35 / 10⌉: exact for every number of 32 bits.
[[nodiscard]] inline std::uint32_t tenth(std::uint32_t number) noexcept {
    return static_cast<std::uint32_t>(product::add(number, std::uint32_t{3435973837}, std::uint64_t{0}) >> 35U);
}

}  // namespace detail

/// An unsigned number of at most `Digits` decimal digits (and what is left of the last limb). Unless a function says
/// that it is for public numbers, its time depends on Digits alone.
template <std::size_t Digits, class Limb = config::decimal_limb>
class decimal {
    using base = detail::decimal_base<Limb>;
    using wide = typename base::wide;

public:
    static constexpr std::size_t limb_count = (Digits + base::digits - 1) / base::digits;
    static constexpr std::size_t max_size = limb_count * base::digits;
    static_assert(max_size < 32768, "tscp: a decimal has fewer than 32768 digits.");
    /// The index of the limb that holds the digit of 10^position. Precondition: position ≤ max_size.
    static constexpr std::size_t limb_of(std::size_t position) noexcept { return base::limb_of(position); }
    /// The largest factor, addend or divisor: limb·factor + carry stays below 10^4·(factor + 1) ≤ 2^32.
    static constexpr std::uint32_t max_factor = 429495;

    decimal() noexcept = default;
    decimal(const decimal&) noexcept = default;
    decimal& operator=(const decimal&) noexcept = default;
    ~decimal() { wipe_object(limbs_); }

    /// The number that 1 to Digits decimal digits stand for. Errors: `errc::malformed_number` for anything but digits
    /// and for leading zeros, `errc::out_of_range` for more digits. For public numbers.
    static result<decimal> parse(byte_view digits) noexcept {
        if (digits.empty() || (digits.size() > 1 && digits[0] == '0')) { return errc::malformed_number; }
        decimal number;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            if (digits[i] < '0' || digits[i] > '9') { return errc::malformed_number; }
            if (i < Digits) { number.multiply_add(10, static_cast<std::uint32_t>(digits[i] - '0')); }
        }
        if (digits.size() > Digits) { return errc::out_of_range; }
        return number;
    }

    /// The number that big-endian bytes stand for; `errc::out_of_range` where it is 10^max_size or more, which is
    /// looked at where so many bytes can be that much.
    static result<decimal> from_bytes(byte_view bytes) noexcept {
        decimal number;
        std::uint32_t beyond = 0;
        for (const std::uint8_t byte : bytes) { beyond |= number.multiply_add(256, byte); }
        if (bytes.size() > fitting_bytes && beyond != 0) { return errc::out_of_range; }
        return number;
    }

    /// Writes the number as big-endian bytes, zeros on the left; `errc::buffer_too_small` where it does not fit.
    result<void> write_bytes(byte_span out) const noexcept {
        wipe(out);
        std::uint32_t beyond = 0;
        for (std::size_t i = limb_count; i-- > 0;) {
            wide carry = limbs_[i];
            for (std::size_t j = out.size(); j-- > 0;) {
                carry += base::multiply(out[j], base::value);
                out[j] = static_cast<std::uint8_t>(carry);
                carry >>= 8U;
            }
            beyond |= static_cast<std::uint32_t>(carry);
        }
        if (beyond == 0) { return {}; }
        wipe(out);
        return errc::buffer_too_small;
    }

    /// this = this·factor + addend in the lowest `active` limbs; gives what goes beyond them.
    /// Precondition: factor and addend are at most max_factor, `active` is at most limb_count. The addend may be
    /// secret, and is not checked.
    std::uint32_t multiply_add(std::uint32_t factor, std::uint32_t addend, std::size_t active = limb_count) noexcept {
        config::expects(factor <= max_factor && active <= limb_count);
        wide carry = addend;
        for (std::size_t i = 0; i < active; ++i) {
            const wide number = base::multiply(limbs_[i], factor) + carry;
            carry = base::carry_of(number);
            limbs_[i] = static_cast<Limb>(number - base::multiply(static_cast<std::uint32_t>(carry), base::value));
        }
        return static_cast<std::uint32_t>(carry);
    }

    /// Divides by a public divisor and gives the remainder. Precondition: the divisor is 1 to max_factor. For public
    /// numbers. It is a function of its own in every build, so that what divides can be told from what works on
    /// secrets.
    TSCP_NEVER_INLINE std::uint32_t divide(std::uint32_t divisor) noexcept {
        config::expects(divisor >= 1 && divisor <= max_factor);
        wide remainder = 0;
        for (std::size_t i = limb_count; i-- > 0;) {
            const wide number = remainder * base::value + limbs_[i];
            limbs_[i] = static_cast<Limb>(number / divisor);
            remainder = number % divisor;
        }
        return static_cast<std::uint32_t>(remainder);
    }

    /// The remainder of a division by a public divisor. Precondition: the divisor is 1 to max_factor. For public
    /// numbers.
    [[nodiscard]] std::uint32_t remainder(std::uint32_t divisor) const noexcept {
        return decimal{*this}.divide(divisor);
    }

    /// How many digits the number has, 1 for zero. It tells the length of the number, and no more.
    [[nodiscard]] std::size_t size() const noexcept {
        std::size_t digits = max_size;
        while (digits > 1 && digit(digits - 1) == 0) { --digits; }
        return digits;
    }

    /// The digit that counts 10^position. Precondition: position < max_size.
    [[nodiscard]] std::uint8_t digit(std::size_t position) const noexcept {
        config::expects(position < max_size);
        const std::size_t limb = limb_of(position);
        std::uint32_t rest = limbs_[limb];
        for (std::size_t i = position - limb * base::digits; i > 0; --i) { rest = detail::tenth(rest); }
        return static_cast<std::uint8_t>(rest - detail::product::low(std::uint32_t{10}, detail::tenth(rest)));
    }

    /// The number's first Count digits, or the whole number if it has no more. For public numbers.
    template <std::size_t Count>
    [[nodiscard]] decimal<Count, Limb> leading() const noexcept {
        decimal<Count, Limb> first;
        std::size_t position = size();
        if (position <= Count) {
            constexpr std::size_t other_count = decimal<Count, Limb>::limb_count;
            constexpr std::size_t count = limb_count < other_count ? limb_count : other_count;
            for (std::size_t i = 0; i < count; ++i) { first.limbs_[i] = limbs_[i]; }
            return first;
        }
        for (std::size_t i = 0; i < Count; ++i) { first.multiply_add(10, digit(--position)); }
        return first;
    }

    /// Below, equal to or above zero as left is below, equal to or above right. For public numbers.
    [[nodiscard]] static int compare(const decimal& left, const decimal& right) noexcept {
        for (std::size_t i = limb_count; i-- > 0;) {
            if (left.limbs_[i] != right.limbs_[i]) { return left.limbs_[i] < right.limbs_[i] ? -1 : 1; }
        }
        return 0;
    }

    [[nodiscard]] bool is_zero() const noexcept { return compare(*this, decimal{}) == 0; }

    /// Appends the digits, without leading zeros; `errc::buffer_too_small` where they do not fit.
    result<void> write_to(writer& out) const noexcept {
        const std::size_t digits = size();
        const auto field = out.reserve(digits);
        if (!field) { return field.error(); }
        for (std::size_t i = 0; i < digits; ++i) {
            (*field)[i] = static_cast<std::uint8_t>('0' + digit(digits - 1 - i));
        }
        return {};
    }

private:
    template <std::size_t, class>
    friend class decimal;

    // 256^n ≤ 10^max_size, by log2(10) > 3.3219.
    static constexpr std::size_t fitting_bytes = max_size * 33219 / 80000;

    std::array<Limb, limb_count> limbs_{};
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
