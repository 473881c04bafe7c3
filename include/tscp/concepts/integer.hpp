// SPDX-License-Identifier: MIT
// What a big-integer backend must offer: unsigned numbers of a fixed capacity, and modular exponentiation.
//
// Compulsory for a type T:
//     T::capacity_bits            static constexpr std::size_t: every number below 2^capacity_bits can be held
//     T::constant_time            static constexpr bool: mod_pow's time depends on the modulus and the bound alone
//     T{}                         zero, noexcept; a destroyed T leaves no copy of its number in memory
//     T(T&&)                      noexcept: keeps the number
//     T::from_bytes(byte_view)    -> result<T>: big-endian, any length; errc::out_of_range above the capacity
//     i.write_bytes(byte_span)    -> result<void>: big-endian, zeros on the left; errc::buffer_too_small
//     T::mod_pow(base, exponent, exponent_bits, modulus)
//                                 -> result<T>: base^exponent mod modulus for any base, 0^0 = 1 mod modulus;
//                                    errc::out_of_range for modulus 0, an exponent of more than exponent_bits bits, or
//                                    exponent_bits above the capacity
// Defaulted, through integer_traits<T>:
//     T::compare(left, right)     -> int below, equal to or above zero; the default compares the bytes
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

template <class T>
using capacity = decltype(T::capacity_bits);
template <class T>
using constant_time = decltype(T::constant_time);
template <class T>
using from_bytes = decltype(T::from_bytes(std::declval<byte_view>()));
template <class T>
using write_bytes = decltype(std::declval<const T&>().write_bytes(std::declval<byte_span>()));
template <class T>
using mod_pow =
    decltype(T::mod_pow(std::declval<const T&>(), std::declval<const T&>(), std::size_t{}, std::declval<const T&>()));
template <class T>
using compare = decltype(T::compare(std::declval<const T&>(), std::declval<const T&>()));
template <class T>
using from_bytes_is_noexcept = std::bool_constant<noexcept(T::from_bytes(std::declval<byte_view>()))>;
template <class T>
using write_bytes_is_noexcept =
    std::bool_constant<noexcept(std::declval<const T&>().write_bytes(std::declval<byte_span>()))>;
template <class T>
using mod_pow_is_noexcept = std::bool_constant<noexcept(
    T::mod_pow(std::declval<const T&>(), std::declval<const T&>(), std::size_t{}, std::declval<const T&>()))>;
template <class T>
using compare_is_noexcept =
    std::bool_constant<noexcept(T::compare(std::declval<const T&>(), std::declval<const T&>()))>;

// What is defaulted is offered as it should be, or not at all.
template <class T>
inline constexpr bool has_sound_compare =
    !is_detected<compare, T> || (is_detected_exact<int, compare, T> && is_detected_true<compare_is_noexcept, T>);

}  // namespace detail::integer

/// True where T offers all that is compulsory.
template <class T>
inline constexpr bool is_integer = detail::all(
    detail::is_detected_exact<const std::size_t, detail::integer::capacity, T>,
    detail::is_detected_exact<const bool, detail::integer::constant_time, T>,
    std::is_nothrow_default_constructible_v<T>, std::is_nothrow_move_constructible_v<T>,
    detail::is_detected_exact<result<T>, detail::integer::from_bytes, T>,
    detail::is_detected_true<detail::integer::from_bytes_is_noexcept, T>,
    detail::is_detected_exact<result<void>, detail::integer::write_bytes, T>,
    detail::is_detected_true<detail::integer::write_bytes_is_noexcept, T>,
    detail::is_detected_exact<result<T>, detail::integer::mod_pow, T>,
    detail::is_detected_true<detail::integer::mod_pow_is_noexcept, T>, detail::integer::has_sound_compare<T>);

/// Fails to compile with a sentence for the first thing that T lacks.
template <class T>
constexpr bool require_integer() {
    using namespace detail;
    static_assert(is_detected_exact<const std::size_t, integer::capacity, T>,
                  "tscp: an integer backend must state `static constexpr std::size_t capacity_bits`.");
    static_assert(is_detected_exact<const bool, integer::constant_time, T>,
                  "tscp: an integer backend must state `static constexpr bool constant_time`.");
    static_assert(std::is_nothrow_default_constructible_v<T>,
                  "tscp: an integer backend must be zero when default-constructed, and must not throw.");
    static_assert(std::is_nothrow_move_constructible_v<T>,
                  "tscp: an integer backend must be movable without throwing, and must keep its number when moved.");
    static_assert(
        is_detected_exact<result<T>, integer::from_bytes, T> && is_detected_true<integer::from_bytes_is_noexcept, T>,
        "tscp: an integer backend must offer `static result<T> from_bytes(byte_view) noexcept`.");
    static_assert(is_detected_exact<result<void>, integer::write_bytes, T> &&
                      is_detected_true<integer::write_bytes_is_noexcept, T>,
                  "tscp: an integer backend must offer `result<void> write_bytes(byte_span) const noexcept`.");
    static_assert(
        is_detected_exact<result<T>, integer::mod_pow, T> && is_detected_true<integer::mod_pow_is_noexcept, T>,
        "tscp: an integer backend must offer `static result<T> mod_pow(const T& base, const T& exponent, "
        "std::size_t exponent_bits, const T& modulus) noexcept`.");
    static_assert(integer::has_sound_compare<T>,
                  "tscp: where an integer backend offers compare, it must be `static int compare(const T& left, const "
                  "T& right) noexcept`.");
    return true;
}

/// The defaulted part: what a backend does not offer itself is made from what it must offer.
template <class T>
struct integer_traits {
    static_assert(require_integer<T>());

    /// The size of any number of the capacity, in bytes.
    static constexpr std::size_t capacity_bytes = (T::capacity_bits + 7) / 8;

    /// Below, equal to or above zero as left is below, equal to or above right. For public numbers.
    static int compare(const T& left, const T& right) noexcept {
        if constexpr (detail::is_detected<detail::integer::compare, T>) {
            return T::compare(left, right);
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
