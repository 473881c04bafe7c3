// SPDX-License-Identifier: MIT
// What a long-term key must offer: its public value, and Diffie–Hellman with it. The private key may lie in a secure
// element and never leave it.
//
// Compulsory for a type K:
//     K::group_id                     static constexpr std::uint8_t: the code of its group in a suite
//     K::public_size, K::shared_size  static constexpr std::size_t, in bytes: those of its group, 1 to max_static_size
//     K::constant_time                static constexpr bool: no time or address depends on the private key or a shared
//                                     secret
//     k.public_value() const          -> byte_view, noexcept: public_size bytes, which live as long as k; empty where k
//                                        holds no key any more
//     k.agree(peer, out) const        -> result<void>, noexcept: as a group's agree; errc::state_consumed where k holds
//                                        no key any more
// Nothing is defaulted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/group.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::key_agreement {

template <class K>
using group_id = decltype(K::group_id);
template <class K>
using public_size = decltype(K::public_size);
template <class K>
using shared_size = decltype(K::shared_size);
template <class K>
using constant_time = decltype(K::constant_time);
template <class K>
using public_value = decltype(std::declval<const K&>().public_value());
template <class K>
using public_value_is_noexcept = std::bool_constant<noexcept(std::declval<const K&>().public_value())>;
template <class K>
using agree = decltype(std::declval<const K&>().agree(std::declval<byte_view>(), std::declval<byte_span>()));
template <class K>
using agree_is_noexcept =
    std::bool_constant<noexcept(std::declval<const K&>().agree(std::declval<byte_view>(), std::declval<byte_span>()))>;

template <class K>
inline constexpr bool has_facts = all(is_detected_exact<const std::uint8_t, group_id, K>,
                                      is_detected_exact<const std::size_t, public_size, K>,
                                      is_detected_exact<const std::size_t, shared_size, K>,
                                      is_detected_exact<const bool, constant_time, K>);

template <class K>
[[nodiscard]] constexpr bool has_bounded_sizes() noexcept {
    if constexpr (has_facts<K>) {
        return K::public_size > 0 && K::public_size <= max_static_size && K::shared_size > 0 &&
               K::shared_size <= max_static_size;
    } else {
        return false;
    }
}

}  // namespace detail::key_agreement

/// True where K offers all that is compulsory.
template <class K>
inline constexpr bool is_key_agreement =
    detail::all(detail::key_agreement::has_facts<K>, detail::key_agreement::has_bounded_sizes<K>(),
                detail::is_detected_exact<byte_view, detail::key_agreement::public_value, K>,
                detail::is_detected_true<detail::key_agreement::public_value_is_noexcept, K>,
                detail::is_detected_exact<result<void>, detail::key_agreement::agree, K>,
                detail::is_detected_true<detail::key_agreement::agree_is_noexcept, K>);

/// Fails to compile with a sentence for the first thing that K lacks.
template <class K>
constexpr bool require_key_agreement() {
    using namespace detail;
    static_assert(key_agreement::has_facts<K>,
                  "tscp: a long-term key must state group_id, public_size, shared_size and constant_time.");
    static_assert(key_agreement::has_bounded_sizes<K>(),
                  "tscp: the public value and the shared secrets of a long-term key have 1 to 65,535 bytes.");
    static_assert(is_detected_exact<byte_view, key_agreement::public_value, K> &&
                      is_detected_true<key_agreement::public_value_is_noexcept, K>,
                  "tscp: a long-term key must offer `byte_view public_value() const noexcept`.");
    static_assert(
        is_detected_exact<result<void>, key_agreement::agree, K> &&
            is_detected_true<key_agreement::agree_is_noexcept, K>,
        "tscp: a long-term key must offer `result<void> agree(byte_view peer, byte_span out) const noexcept`.");
    return true;
}

/// True where the long-term key K is one of the group G.
template <class K, class G>
inline constexpr bool is_key_of =
    K::group_id == G::group_id&& K::public_size == G::public_size&& K::shared_size == G::shared_size&& G::static_keys;

}  // namespace TSCP_ABI
}  // namespace tscp
