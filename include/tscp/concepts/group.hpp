// SPDX-License-Identifier: MIT
// What a group backend must offer: Diffie–Hellman–Merkle key agreement on byte strings.
//
// Compulsory for a type G:
//     G::group_id                           static constexpr std::uint8_t: its code in a suite, 0 to 15
//     G::private_size, G::public_size, G::shared_size
//                                           static constexpr std::size_t, in bytes; any private_size random bytes are
//                                           a private key
//     G::static_keys                        static constexpr bool: its keys may be long-term keys (modes 2 and 3)
//     G::constant_time                      static constexpr bool: no time or address depends on a private key or a
//                                           shared secret
//     G::public_value(private_key, out)     -> result<void>: writes public_size bytes
//     G::agree(private_key, peer, out)      -> result<void>: writes shared_size bytes; errc::public_value_out_of_range
//                                              for a public value that the group's standard tells to refuse, and then
//                                              `out` is all zeros
// Preconditions: every view has the size stated. All are noexcept; what a vendor throws, the adapter turns into
// errc::backend_failed.
// Nothing is defaulted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::group {

template <class G>
using group_id = decltype(G::group_id);
template <class G>
using private_size = decltype(G::private_size);
template <class G>
using public_size = decltype(G::public_size);
template <class G>
using shared_size = decltype(G::shared_size);
template <class G>
using static_keys = decltype(G::static_keys);
template <class G>
using constant_time = decltype(G::constant_time);
template <class G>
using public_value = decltype(G::public_value(std::declval<byte_view>(), std::declval<byte_span>()));
template <class G>
using agree = decltype(G::agree(std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_span>()));

template <class G>
inline constexpr bool has_facts = all(is_detected_exact<const std::uint8_t, group_id, G>,
                                      is_detected_exact<const std::size_t, private_size, G>,
                                      is_detected_exact<const std::size_t, public_size, G>,
                                      is_detected_exact<const std::size_t, shared_size, G>,
                                      is_detected_exact<const bool, static_keys, G>,
                                      is_detected_exact<const bool, constant_time, G>);

}  // namespace detail::group

/// True where G offers all that is compulsory.
template <class G>
inline constexpr bool is_group = detail::all(detail::group::has_facts<G>,
                                             detail::is_detected_exact<result<void>, detail::group::public_value, G>,
                                             detail::is_detected_exact<result<void>, detail::group::agree, G>);

/// Fails to compile with a sentence for the first thing that G lacks.
template <class G>
constexpr bool require_group() {
    using namespace detail;
    static_assert(group::has_facts<G>,
                  "tscp: a group backend must state group_id, private_size, public_size, shared_size, static_keys and "
                  "constant_time.");
    static_assert(is_detected_exact<result<void>, group::public_value, G>,
                  "tscp: a group backend must offer `static result<void> public_value(byte_view private_key, byte_span "
                  "out) noexcept`.");
    static_assert(is_detected_exact<result<void>, group::agree, G>,
                  "tscp: a group backend must offer `static result<void> agree(byte_view private_key, byte_view peer, "
                  "byte_span out) noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
