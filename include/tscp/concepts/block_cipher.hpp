// SPDX-License-Identifier: MIT
// What a block cipher backend must offer: a keyed permutation of blocks.
//
// Compulsory for a type T:
//     T::key_size, T::block_size            static constexpr std::size_t, in bytes
//     T::constant_time                      static constexpr bool: no time or address depends on key or block
//     T{byte_view key}                      explicit, noexcept; precondition: the key is exactly key_size bytes long;
//                                           a destroyed T leaves no copy of its key in memory
//     T(relocate_t, T& from)                noexcept: the key of `from` lives on in the new object; all that may be
//     done
//                                           with `from` afterwards is to destroy it
//     c.encrypt(byte_view in, byte_span out) const, c.decrypt(byte_view in, byte_span out) const
//                                           -> void: every block by itself; precondition: both are the same whole
//                                           number of blocks long, and are the same memory or do not overlap
// All are noexcept. A block cipher is neither copied nor moved, so that no second copy of the key is left behind.
// Nothing is defaulted.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::block_cipher {

template <class T>
using key_size = decltype(T::key_size);
template <class T>
using block_size = decltype(T::block_size);
template <class T>
using constant_time = decltype(T::constant_time);
template <class T>
using encrypt = decltype(std::declval<const T&>().encrypt(std::declval<byte_view>(), std::declval<byte_span>()));
template <class T>
using decrypt = decltype(std::declval<const T&>().decrypt(std::declval<byte_view>(), std::declval<byte_span>()));
template <class T>
using encrypt_is_noexcept = std::bool_constant<noexcept(
    std::declval<const T&>().encrypt(std::declval<byte_view>(), std::declval<byte_span>()))>;
template <class T>
using decrypt_is_noexcept = std::bool_constant<noexcept(
    std::declval<const T&>().decrypt(std::declval<byte_view>(), std::declval<byte_span>()))>;

template <class T>
inline constexpr bool relocates = std::is_nothrow_constructible_v<T, relocate_t, std::add_lvalue_reference_t<T>>;
template <class T>
inline constexpr bool stays_put = !std::is_copy_constructible_v<T> && !std::is_move_constructible_v<T> &&
                                  !std::is_copy_assignable_v<T> && !std::is_move_assignable_v<T>;

}  // namespace detail::block_cipher

/// True where T offers all that is compulsory.
template <class T>
inline constexpr bool is_block_cipher =
    detail::all(detail::is_detected_exact<const std::size_t, detail::block_cipher::key_size, T>,
                detail::is_detected_exact<const std::size_t, detail::block_cipher::block_size, T>,
                detail::is_detected_exact<const bool, detail::block_cipher::constant_time, T>,
                std::is_nothrow_constructible_v<T, byte_view>, !std::is_convertible_v<byte_view, T>,
                detail::block_cipher::relocates<T>, detail::block_cipher::stays_put<T>,
                detail::is_detected_exact<void, detail::block_cipher::encrypt, T>,
                detail::is_detected_true<detail::block_cipher::encrypt_is_noexcept, T>,
                detail::is_detected_exact<void, detail::block_cipher::decrypt, T>,
                detail::is_detected_true<detail::block_cipher::decrypt_is_noexcept, T>);

/// Fails to compile with a sentence for the first thing that T lacks.
template <class T>
constexpr bool require_block_cipher() {
    using namespace detail;
    static_assert(is_detected_exact<const std::size_t, block_cipher::key_size, T>,
                  "tscp: a block cipher backend must state `static constexpr std::size_t key_size`, in bytes.");
    static_assert(is_detected_exact<const std::size_t, block_cipher::block_size, T>,
                  "tscp: a block cipher backend must state `static constexpr std::size_t block_size`, in bytes.");
    static_assert(is_detected_exact<const bool, block_cipher::constant_time, T>,
                  "tscp: a block cipher backend must state `static constexpr bool constant_time`.");
    static_assert(std::is_nothrow_constructible_v<T, byte_view> && !std::is_convertible_v<byte_view, T>,
                  "tscp: a block cipher backend must offer `explicit T(byte_view key) noexcept`.");
    static_assert(
        block_cipher::relocates<T>,
        "tscp: a block cipher backend must offer `T(relocate_t, T& from) noexcept`, which makes the key live in "
        "a new object.");
    static_assert(block_cipher::stays_put<T>,
                  "tscp: a block cipher backend must not be copied or moved: delete its copy constructor and copy "
                  "assignment.");
    static_assert(
        is_detected_exact<void, block_cipher::encrypt, T> && is_detected_true<block_cipher::encrypt_is_noexcept, T>,
        "tscp: a block cipher backend must offer `void encrypt(byte_view in, byte_span out) const noexcept`.");
    static_assert(
        is_detected_exact<void, block_cipher::decrypt, T> && is_detected_true<block_cipher::decrypt_is_noexcept, T>,
        "tscp: a block cipher backend must offer `void decrypt(byte_view in, byte_span out) const noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
