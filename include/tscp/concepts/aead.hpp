// SPDX-License-Identifier: MIT
// What an AEAD backend must offer: authenticated encryption under one key, with the tag behind the ciphertext.
//
// Compulsory for a type A:
//     A::aead_id, key_size, nonce_size, tag_size, seal_limit, open_limit, max_plaintext_size
//                                           as concepts/aead_registry.hpp says; inherited where the AEAD stands there
//     A::constant_time                      static constexpr bool: no time or address depends on key or content
//     A{byte_view key}                      explicit; precondition: the key is exactly key_size bytes long; a destroyed
//                                           A leaves no copy of its key in memory
//     A(relocate_t, A& from)                takes the key over; `from` holds none then, and is only destroyed
//     no copies and no moves                a source that stays in use would seal under a key that is not its own
//     a.seal(nonce, aad, plaintext, out) const
//                                           -> void: writes ciphertext ‖ tag; precondition: the plaintext has at most
//                                              max_plaintext_size bytes, `out` tag_size more than the plaintext
//     a.open(nonce, aad, sealed, out) const -> bool: writes the plaintext of ciphertext ‖ tag. Where it is false, the
//                                              bytes of `sealed` are what they were, and `out`, where it is not in
//                                              place, is all zeros; precondition: `sealed` has at least tag_size bytes
//                                              and at most max_plaintext_size more, `out` tag_size less than it
// All are noexcept. The nonce has nonce_size bytes. Input and output begin at the same address (in place) or do not
// overlap. An AEAD that must decrypt to verify may decrypt into `out`, and encrypts again what then fails in place.
//
// Defaulted:
//     A::stack_size                         static constexpr std::size_t: by how many bytes seal and open take more
//                                           stack than others, where the compiler is not told to save flash; so much
//                                           more is wiped after a record; else 0
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/stack_size.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>

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
using max_plaintext_size = decltype(A::max_plaintext_size);
template <class A>
using constant_time = decltype(A::constant_time);
template <class A>
using seal = decltype(std::declval<const A&>().seal(std::declval<byte_view>(), std::declval<byte_view>(),
                                                    std::declval<byte_view>(), std::declval<byte_span>()));
template <class A>
using open = decltype(std::declval<const A&>().open(std::declval<byte_view>(), std::declval<byte_view>(),
                                                    std::declval<byte_view>(), std::declval<byte_span>()));
template <class A>
using nothrow_seal = std::enable_if_t<noexcept(std::declval<const A&>().seal(
    std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_span>()))>;
template <class A>
using nothrow_open = std::enable_if_t<noexcept(std::declval<const A&>().open(
    std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_span>()))>;

template <class A>
inline constexpr bool takes_key = std::is_nothrow_constructible_v<A, byte_view> && !std::is_convertible_v<byte_view, A>;
template <class A>
inline constexpr bool stays = !std::is_copy_constructible_v<A> && !std::is_move_constructible_v<A> &&
                              !std::is_copy_assignable_v<A> && !std::is_move_assignable_v<A>;
template <class A>
inline constexpr bool relocates = std::is_nothrow_constructible_v<A, relocate_t, std::add_lvalue_reference_t<A>>;
template <class A>
inline constexpr bool seals = is_detected_exact<void, seal, A>&& is_detected<nothrow_seal, A>;
template <class A>
inline constexpr bool opens = is_detected_exact<bool, open, A>&& is_detected<nothrow_open, A>;

template <class A>
inline constexpr bool has_facts = all(is_detected_exact<const std::uint8_t, aead_id, A>,
                                      is_detected_exact<const std::size_t, key_size, A>,
                                      is_detected_exact<const std::size_t, nonce_size, A>,
                                      is_detected_exact<const std::size_t, tag_size, A>,
                                      is_detected_exact<const std::uint64_t, seal_limit, A>,
                                      is_detected_exact<const std::uint64_t, open_limit, A>,
                                      is_detected_exact<const std::uint64_t, max_plaintext_size, A>);

template <class A, class = void>
inline constexpr bool takes_a_record = false;
template <class A>
inline constexpr bool takes_a_record<A, std::void_t<max_plaintext_size<A>>> = A::max_plaintext_size >= 16384;

}  // namespace detail::aead

/// True where A offers all that is compulsory.
template <class A>
inline constexpr bool is_aead = detail::all(detail::aead::has_facts<A>, detail::aead::takes_a_record<A>,
                                            detail::is_detected_exact<const bool, detail::aead::constant_time, A>,
                                            detail::aead::takes_key<A>, detail::aead::stays<A>,
                                            detail::aead::relocates<A>, detail::aead::seals<A>, detail::aead::opens<A>);

namespace detail::aead {

template <class A, class... Others>
inline constexpr bool is_alone = ((std::is_same_v<A, Others> || A::aead_id != Others::aead_id) && ...);

}  // namespace detail::aead

/// True where no two different types among these AEADs have the same aead_id.
template <class... Aeads>
struct distinct_aead_ids;
template <>
struct distinct_aead_ids<> : std::true_type {};
template <class A, class... Others>
struct distinct_aead_ids<A, Others...>
    : std::bool_constant<detail::aead::is_alone<A, Others...> && distinct_aead_ids<Others...>::value> {};

/// Fails to compile with a sentence for the first thing that A lacks.
template <class A>
constexpr bool require_aead() {
    using namespace detail;
    static_assert(
        aead::has_facts<A>,
        "tscp: an AEAD backend must state aead_id, key_size, nonce_size, tag_size, seal_limit, open_limit and "
        "max_plaintext_size: inherit them from a struct of tscp::aead_registry.");
    static_assert(aead::takes_a_record<A>,
                  "tscp: an AEAD's max_plaintext_size must be at least 16384, as of a record.");
    static_assert(is_detected_exact<const bool, aead::constant_time, A>,
                  "tscp: an AEAD backend must state `static constexpr bool constant_time`.");
    static_assert(aead::takes_key<A>, "tscp: an AEAD backend must offer `explicit A(byte_view key) noexcept`.");
    static_assert(aead::stays<A>,
                  "tscp: an AEAD backend must not be copyable or movable: what is left behind would seal on.");
    static_assert(aead::relocates<A>,
                  "tscp: an AEAD backend must offer `A(relocate_t, A& from) noexcept`, which takes the key over.");
    static_assert(aead::seals<A>,
                  "tscp: an AEAD backend must offer `void seal(byte_view nonce, byte_view aad, byte_view plaintext, "
                  "byte_span out) const noexcept`.");
    static_assert(aead::opens<A>,
                  "tscp: an AEAD backend must offer `bool open(byte_view nonce, byte_view aad, byte_view sealed, "
                  "byte_span out) const noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
