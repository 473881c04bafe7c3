// SPDX-License-Identifier: MIT
// What a big-integer backend must offer: unsigned numbers of a fixed capacity, and modular exponentiation.
//
// Compulsory for a type I:
//     I::capacity_bits            static constexpr std::size_t: every number below 2^capacity_bits can be held
//     I::constant_time            static constexpr bool: mod_pow's time depends on the modulus and the bound alone
//     I{}                         zero, noexcept; a destroyed I leaves no copy of its number in memory
//     I(I&&)                      noexcept: keeps the number
//     I::from_bytes(byte_view)    -> result<I>: big-endian, any length; errc::out_of_range above the capacity
//     i.write_bytes(byte_span)    -> result<void>: big-endian, zeros on the left; errc::buffer_too_small
//     I::mod_pow(base, exponent, exponent_bits, modulus)
//                                 -> result<I>: base^exponent mod modulus for any base, 0^0 = 1 mod modulus;
//                                    errc::out_of_range for modulus 0, an exponent of more than exponent_bits bits, or
//                                    exponent_bits above the capacity
// Defaulted, through integer_traits<I>:
//     I::compare(left, right)     -> int below, equal to or above zero; the default compares the bytes
// All are noexcept: what a vendor throws, the adapter turns into errc::backend_failed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::integer {

template <class I>
using capacity = decltype(I::capacity_bits);
template <class I>
using constant_time = decltype(I::constant_time);
template <class I>
using from_bytes = decltype(I::from_bytes(std::declval<byte_view>()));
template <class I>
using write_bytes = decltype(std::declval<const I&>().write_bytes(std::declval<byte_span>()));
template <class I>
using mod_pow =
    decltype(I::mod_pow(std::declval<const I&>(), std::declval<const I&>(), std::size_t{}, std::declval<const I&>()));
template <class I>
using compare = decltype(I::compare(std::declval<const I&>(), std::declval<const I&>()));
template <class I>
using from_bytes_is_noexcept = std::bool_constant<noexcept(I::from_bytes(std::declval<byte_view>()))>;
template <class I>
using write_bytes_is_noexcept =
    std::bool_constant<noexcept(std::declval<const I&>().write_bytes(std::declval<byte_span>()))>;
template <class I>
using mod_pow_is_noexcept = std::bool_constant<noexcept(
    I::mod_pow(std::declval<const I&>(), std::declval<const I&>(), std::size_t{}, std::declval<const I&>()))>;
template <class I>
using compare_is_noexcept =
    std::bool_constant<noexcept(I::compare(std::declval<const I&>(), std::declval<const I&>()))>;

// What is defaulted is offered as it should be, or not at all.
template <class I>
inline constexpr bool has_sound_compare =
    !is_detected<compare, I> || (is_detected_exact<int, compare, I> && is_detected_true<compare_is_noexcept, I>);

}  // namespace detail::integer

/// True where I offers all that is compulsory.
template <class I>
inline constexpr bool is_integer = detail::all(
    detail::is_detected_exact<const std::size_t, detail::integer::capacity, I>,
    detail::is_detected_exact<const bool, detail::integer::constant_time, I>,
    std::is_nothrow_default_constructible_v<I>, std::is_nothrow_move_constructible_v<I>,
    detail::is_detected_exact<result<I>, detail::integer::from_bytes, I>,
    detail::is_detected_true<detail::integer::from_bytes_is_noexcept, I>,
    detail::is_detected_exact<result<void>, detail::integer::write_bytes, I>,
    detail::is_detected_true<detail::integer::write_bytes_is_noexcept, I>,
    detail::is_detected_exact<result<I>, detail::integer::mod_pow, I>,
    detail::is_detected_true<detail::integer::mod_pow_is_noexcept, I>, detail::integer::has_sound_compare<I>);

/// Fails to compile with a sentence for the first thing that I lacks.
template <class I>
constexpr bool require_integer() {
    using namespace detail;
    static_assert(is_detected_exact<const std::size_t, integer::capacity, I>,
                  "tscp: an integer backend must state `static constexpr std::size_t capacity_bits`.");
    static_assert(is_detected_exact<const bool, integer::constant_time, I>,
                  "tscp: an integer backend must state `static constexpr bool constant_time`.");
    static_assert(std::is_nothrow_default_constructible_v<I>,
                  "tscp: an integer backend must be zero when default-constructed, and must not throw.");
    static_assert(std::is_nothrow_move_constructible_v<I>,
                  "tscp: an integer backend must be movable without throwing, and must keep its number when moved.");
    static_assert(
        is_detected_exact<result<I>, integer::from_bytes, I> && is_detected_true<integer::from_bytes_is_noexcept, I>,
        "tscp: an integer backend must offer `static result<I> from_bytes(byte_view) noexcept`.");
    static_assert(is_detected_exact<result<void>, integer::write_bytes, I> &&
                      is_detected_true<integer::write_bytes_is_noexcept, I>,
                  "tscp: an integer backend must offer `result<void> write_bytes(byte_span) const noexcept`.");
    static_assert(
        is_detected_exact<result<I>, integer::mod_pow, I> && is_detected_true<integer::mod_pow_is_noexcept, I>,
        "tscp: an integer backend must offer `static result<I> mod_pow(const I& base, const I& exponent, "
        "std::size_t exponent_bits, const I& modulus) noexcept`.");
    static_assert(integer::has_sound_compare<I>,
                  "tscp: where an integer backend offers compare, it must be `static int compare(const I& left, const "
                  "I& right) noexcept`.");
    return true;
}

/// The defaulted part: what a backend does not offer itself is made from what it must offer.
template <class I>
struct integer_traits {
    static_assert(require_integer<I>());

    /// The size of any number of the capacity, in bytes.
    static constexpr std::size_t capacity_bytes = (I::capacity_bits + 7) / 8;

    /// Below, equal to or above zero as left is below, equal to or above right. For public numbers.
    static int compare(const I& left, const I& right) noexcept {
        if constexpr (detail::is_detected<detail::integer::compare, I>) {
            return I::compare(left, right);
        } else {
            secret<capacity_bytes> left_bytes;
            secret<capacity_bytes> right_bytes;
            if (!left.write_bytes(left_bytes.overwrite()) || !right.write_bytes(right_bytes.overwrite())) {
                config::trap();
            }
            for (std::size_t i = 0; i < capacity_bytes; ++i) {
                const int difference = int{left_bytes.reveal()[i]} - int{right_bytes.reveal()[i]};
                if (difference != 0) { return difference; }
            }
            return 0;
        }
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
