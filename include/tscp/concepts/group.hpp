// SPDX-License-Identifier: MIT
// What a group backend must offer: Diffie–Hellman–Merkle key agreement on byte strings.
//
// Compulsory for a type G:
//     G::group_id                           static constexpr std::uint8_t: its code in a suite, 0 to 15
//     G::private_size, G::public_size, G::shared_size
//                                           static constexpr std::size_t, in bytes, above 0; any private_size random
//                                           bytes are a private key
//     G::static_keys                        static constexpr bool: its keys may be long-term keys (modes 2 and 3); a
//                                           group with static keys has public_size and shared_size of at most
//                                           max_static_size bytes
//     G::constant_time                      static constexpr bool: no time or address depends on a private key or a
//                                           shared secret
//     G::public_value(private_key, out)     -> result<void>: writes public_size bytes
//     G::agree(private_key, peer, out)      -> result<void>: writes shared_size bytes; errc::public_value_out_of_range
//                                              for a public value that the group's standard tells to refuse
// All are noexcept; what a vendor throws, the adapter turns into errc::backend_failed.
// Every size is checked: errc::invalid_private_key for a private key, errc::public_value_out_of_range for a peer's
// value, errc::out_of_range for an `out` of any other size than stated. After any error `out` is all zeros. The output
// may lie over the inputs.
//
// Defaulted:
//     G::stack_size                         static constexpr std::size_t: how much stack its functions take, in bytes,
//                                           which is wiped after a step of a handshake; else that is not known
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/stack_size.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The longest public value and the longest shared secret of a group with static keys, in bytes: transcript and key
/// schedule take both in after their size in 2 bytes.
inline constexpr std::size_t max_static_size = 0xffff;

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
using public_value_is_noexcept =
    std::bool_constant<noexcept(G::public_value(std::declval<byte_view>(), std::declval<byte_span>()))>;
template <class G>
using agree_is_noexcept = std::bool_constant<noexcept(
    G::agree(std::declval<byte_view>(), std::declval<byte_view>(), std::declval<byte_span>()))>;

template <class G>
inline constexpr bool has_facts = all(is_detected_exact<const std::uint8_t, group_id, G>,
                                      is_detected_exact<const std::size_t, private_size, G>,
                                      is_detected_exact<const std::size_t, public_size, G>,
                                      is_detected_exact<const std::size_t, shared_size, G>,
                                      is_detected_exact<const bool, static_keys, G>,
                                      is_detected_exact<const bool, constant_time, G>);

template <class G>
[[nodiscard]] constexpr bool has_sizes() noexcept {
    if constexpr (has_facts<G>) {
        return G::private_size > 0 && G::public_size > 0 && G::shared_size > 0;
    } else {
        return false;
    }
}

template <class G>
[[nodiscard]] constexpr bool has_bounded_sizes() noexcept {
    if constexpr (has_facts<G>) {
        return !G::static_keys || (G::public_size <= max_static_size && G::shared_size <= max_static_size);
    } else {
        return false;
    }
}

}  // namespace detail::group

/// True where G offers all that is compulsory.
template <class G>
inline constexpr bool is_group = detail::all(detail::group::has_facts<G>, detail::group::has_sizes<G>(),
                                             detail::group::has_bounded_sizes<G>(),
                                             detail::is_detected_exact<result<void>, detail::group::public_value, G>,
                                             detail::is_detected_true<detail::group::public_value_is_noexcept, G>,
                                             detail::is_detected_exact<result<void>, detail::group::agree, G>,
                                             detail::is_detected_true<detail::group::agree_is_noexcept, G>);

namespace detail::group {

template <class G, class... Others>
inline constexpr bool is_alone = ((std::is_same_v<G, Others> || G::group_id != Others::group_id) && ...);

}  // namespace detail::group

/// True where no two different types among these groups have the same group_id.
template <class... Groups>
struct distinct_group_ids;
template <>
struct distinct_group_ids<> : std::true_type {};
template <class G, class... Others>
struct distinct_group_ids<G, Others...>
    : std::bool_constant<detail::group::is_alone<G, Others...> && distinct_group_ids<Others...>::value> {};

/// Fails to compile with a sentence for the first thing that G lacks.
template <class G>
constexpr bool require_group() {
    using namespace detail;
    static_assert(group::has_facts<G>,
                  "tscp: a group backend must state group_id, private_size, public_size, shared_size, static_keys and "
                  "constant_time.");
    static_assert(group::has_sizes<G>(),
                  "tscp: the private keys, public values and shared secrets of a group have at least one byte.");
    static_assert(group::has_bounded_sizes<G>(),
                  "tscp: a group with static keys has public_size and shared_size of at most 65,535 bytes.");
    static_assert(
        is_detected_exact<result<void>, group::public_value, G> && is_detected_true<group::public_value_is_noexcept, G>,
        "tscp: a group backend must offer `static result<void> public_value(byte_view private_key, byte_span "
        "out) noexcept`.");
    static_assert(is_detected_exact<result<void>, group::agree, G> && is_detected_true<group::agree_is_noexcept, G>,
                  "tscp: a group backend must offer `static result<void> agree(byte_view private_key, byte_view peer, "
                  "byte_span out) noexcept`.");
    return true;
}

}  // namespace TSCP_ABI
}  // namespace tscp
