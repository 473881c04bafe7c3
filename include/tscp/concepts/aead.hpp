// SPDX-License-Identifier: MIT
// What an AEAD backend must offer: authenticated encryption under one key, with the tag behind the ciphertext.
//
// Compulsory for a type A, which inherits the first five from concepts/aead_registry.hpp where its AEAD is registered:
//     A::aead_id                           static constexpr std::uint8_t: its code in a suite, 1 to 15
//     A::key_size, A::nonce_size, A::tag_size
//                                           static constexpr std::size_t, in bytes; a nonce of at least 8
//     A::seal_limit, A::open_limit          static constexpr std::uint64_t: how many records one key may seal, and how
//                                           many may fail to open
//     A::constant_time                      static constexpr bool: no time or address depends on key or content
//     A{byte_view key}                      explicit, noexcept; precondition: the key is exactly key_size bytes long;
//                                           a destroyed A leaves no copy of its key in memory
//     A(A&&), A& operator=(A&&)             noexcept: keep the key; nothing but the end or a new value is asked of the
//                                           source after it
//     a.seal(nonce, aad, plaintext, out) const
//                                           -> void: writes ciphertext ‖ tag; precondition: the nonce has nonce_size
//                                              bytes, `out` tag_size more than the plaintext
//     a.open(nonce, aad, sealed, out) const -> bool: writes the plaintext of ciphertext ‖ tag, or false and `out`
//                                              is all zeros; precondition: `sealed` is at least tag_size long, `out`
//                                              tag_size shorter than it
// All are noexcept. Input and output begin at the same address (in place) or do not overlap.
// Nothing is defaulted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::aead {

template <class A>
using aead_id = decltype(A::aead_id);
template <class A>
using key_size = decltype(A::key_size);
template <class A>
using nonce_size = decltype(A::nonce_size);
template <class A>
using tag_size = decltype(A::tag_size);
template <class A>
using seal_limit = decltype(A::seal_limit);
template <class A>
using open_limit = decltype(A::open_limit);
template <class A>
using constant_time = decltype(A::constant_time);
template <class A>
using seal = decltype(std::declval<const A&>().seal(std::declval<byte_view>(), std::declval<byte_view>(),
                                                    std::declval<byte_view>(), std::declval<byte_span>()));
template <class A>
using open = decltype(std::declval<const A&>().open(std::declval<byte_view>(), std::declval<byte_view>(),
                                                    std::declval<byte_view>(), std::declval<byte_span>()));

template <class A>
inline constexpr bool has_facts = all(is_detected_exact<const std::uint8_t, aead_id, A>,
                                      is_detected_exact<const std::size_t, key_size, A>,
                                      is_detected_exact<const std::size_t, nonce_size, A>,
                                      is_detected_exact<const std::size_t, tag_size, A>,
                                      is_detected_exact<const std::uint64_t, seal_limit, A>,
                                      is_detected_exact<const std::uint64_t, open_limit, A>);

}  // namespace detail::aead

/// True where A offers all that is compulsory.
template <class A>
inline constexpr bool is_aead = detail::all(
    detail::aead::has_facts<A>, detail::is_detected_exact<const bool, detail::aead::constant_time, A>,
    std::is_nothrow_constructible_v<A, byte_view>, !std::is_convertible_v<byte_view, A>,
    std::is_nothrow_move_constructible_v<A>, std::is_nothrow_move_assignable_v<A>,
    detail::is_detected_exact<void, detail::aead::seal, A>, detail::is_detected_exact<bool, detail::aead::open, A>);

/// Fails to compile with a sentence for the first thing that A lacks.
template <class A>
constexpr bool require_aead() {
    using namespace detail;
    static_assert(aead::has_facts<A>,
                  "tscp: an AEAD backend must state aead_id, key_size, nonce_size, tag_size, seal_limit and "
                  "open_limit: inherit them from a struct of tscp::aead_registry.");
    static_assert(is_detected_exact<const bool, aead::constant_time, A>,
                  "tscp: an AEAD backend must state `static constexpr bool constant_time`.");
    static_assert(std::is_nothrow_constructible_v<A, byte_view> && !std::is_convertible_v<byte_view, A>,
                  "tscp: an AEAD backend must offer `explicit A(byte_view key) noexcept`.");
    static_assert(std::is_nothrow_move_constructible_v<A> && std::is_nothrow_move_assignable_v<A>,
                  "tscp: an AEAD backend must be movable without throwing, and must keep its key when moved.");
    static_assert(is_detected_exact<void, aead::seal, A>,
                  "tscp: an AEAD backend must offer `void seal(byte_view nonce, byte_view aad, byte_view plaintext, "
                  "byte_span out) const noexcept`.");
    static_assert(is_detected_exact<bool, aead::open, A>,
                  "tscp: an AEAD backend must offer `bool open(byte_view nonce, byte_view aad, byte_view sealed, "
                  "byte_span out) const noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
