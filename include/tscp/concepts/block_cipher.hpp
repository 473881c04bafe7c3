// SPDX-License-Identifier: MIT
// What a block cipher backend must offer: a keyed permutation of blocks.
//
// Compulsory for a type C:
//     C::key_size, C::block_size            static constexpr std::size_t, in bytes
//     C::constant_time                      static constexpr bool: no time or address depends on key or block
//     C{byte_view key}                      explicit, noexcept; precondition: the key is exactly key_size bytes long;
//                                           a destroyed C leaves no copy of its key in memory
//     C(C&&)                                noexcept: keeps the key
//     c.encrypt(byte_view in, byte_span out) const, c.decrypt(byte_view in, byte_span out) const
//                                           -> void: every block by itself; precondition: both are the same whole
//                                           number of blocks long, and are the same memory or do not overlap
// Nothing is defaulted.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::block_cipher {

template <class C>
using key_size = decltype(C::key_size);
template <class C>
using block_size = decltype(C::block_size);
template <class C>
using constant_time = decltype(C::constant_time);
template <class C>
using encrypt = decltype(std::declval<const C&>().encrypt(std::declval<byte_view>(), std::declval<byte_span>()));
template <class C>
using decrypt = decltype(std::declval<const C&>().decrypt(std::declval<byte_view>(), std::declval<byte_span>()));

}  // namespace detail::block_cipher

/// True where C offers all that is compulsory.
template <class C>
inline constexpr bool is_block_cipher = detail::all(
    detail::is_detected_exact<const std::size_t, detail::block_cipher::key_size, C>,
    detail::is_detected_exact<const std::size_t, detail::block_cipher::block_size, C>,
    detail::is_detected_exact<const bool, detail::block_cipher::constant_time, C>,
    std::is_nothrow_constructible_v<C, byte_view>, !std::is_convertible_v<byte_view, C>,
    std::is_nothrow_move_constructible_v<C>, detail::is_detected_exact<void, detail::block_cipher::encrypt, C>,
    detail::is_detected_exact<void, detail::block_cipher::decrypt, C>);

/// Fails to compile with a sentence for the first thing that C lacks.
template <class C>
constexpr bool require_block_cipher() {
    using namespace detail;
    static_assert(is_detected_exact<const std::size_t, block_cipher::key_size, C>,
                  "tscp: a block cipher backend must state `static constexpr std::size_t key_size`, in bytes.");
    static_assert(is_detected_exact<const std::size_t, block_cipher::block_size, C>,
                  "tscp: a block cipher backend must state `static constexpr std::size_t block_size`, in bytes.");
    static_assert(is_detected_exact<const bool, block_cipher::constant_time, C>,
                  "tscp: a block cipher backend must state `static constexpr bool constant_time`.");
    static_assert(std::is_nothrow_constructible_v<C, byte_view> && !std::is_convertible_v<byte_view, C>,
                  "tscp: a block cipher backend must offer `explicit C(byte_view key) noexcept`.");
    static_assert(std::is_nothrow_move_constructible_v<C>,
                  "tscp: a block cipher backend must be movable without throwing, and must keep its key when moved.");
    static_assert(
        is_detected_exact<void, block_cipher::encrypt, C>,
        "tscp: a block cipher backend must offer `void encrypt(byte_view in, byte_span out) const noexcept`.");
    static_assert(
        is_detected_exact<void, block_cipher::decrypt, C>,
        "tscp: a block cipher backend must offer `void decrypt(byte_view in, byte_span out) const noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
