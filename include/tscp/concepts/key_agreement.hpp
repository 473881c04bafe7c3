// SPDX-License-Identifier: MIT
// What a long-term key must offer: its public value, and Diffie–Hellman with it. The private key may lie in a secure
// element and never leave it.
//
// Compulsory for a type K:
//     k.public_value() const          -> byte_view: as long as the group's public values; it lives as long as k
//     k.agree(peer, out) const        -> result<void>, noexcept: as a group's agree
// Nothing is defaulted.
#pragma once

#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::key_agreement {

template <class K>
using public_value = decltype(std::declval<const K&>().public_value());
template <class K>
using agree = decltype(std::declval<const K&>().agree(std::declval<byte_view>(), std::declval<byte_span>()));

}  // namespace detail::key_agreement

/// True where K offers all that is compulsory.
template <class K>
inline constexpr bool is_key_agreement =
    detail::all(detail::is_detected_exact<byte_view, detail::key_agreement::public_value, K>,
                detail::is_detected_exact<result<void>, detail::key_agreement::agree, K>);

/// Fails to compile with a sentence for the first thing that K lacks.
template <class K>
constexpr bool require_key_agreement() {
    using namespace detail;
    static_assert(is_detected_exact<byte_view, key_agreement::public_value, K>,
                  "tscp: a long-term key must offer `byte_view public_value() const noexcept`.");
    static_assert(
        is_detected_exact<result<void>, key_agreement::agree, K>,
        "tscp: a long-term key must offer `result<void> agree(byte_view peer, byte_span out) const noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
