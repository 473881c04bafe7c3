// SPDX-License-Identifier: MIT
// What a random generator must offer: bytes that nobody can predict, or the report that there are none.
//
// Compulsory for a type R:
//     r.fill(byte_span)    -> bool, noexcept: true and every byte overwritten, or false and none of them to be used
// Defaulted, by draw_bits below:
//     small numbers of a few bits, one byte drawn for each
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::random {

template <class R>
using fill = decltype(std::declval<R&>().fill(std::declval<byte_span>()));
template <class R>
using fill_is_noexcept = std::bool_constant<noexcept(std::declval<R&>().fill(std::declval<byte_span>()))>;

}  // namespace detail::random

/// True where R offers all that is compulsory.
template <class R>
inline constexpr bool is_random = detail::all(detail::is_detected_exact<bool, detail::random::fill, R>,
                                              detail::is_detected_true<detail::random::fill_is_noexcept, R>);

/// Fails to compile with a sentence where R is not a random generator.
template <class R>
constexpr bool require_random() {
    static_assert(is_random<R>, "tscp: a random generator must offer `bool fill(byte_span out) noexcept`.");
    return true;
}

/// A number of the given width in bits from one byte of the generator. Errors: `errc::out_of_range` for a width that is
/// not 1 to 8, `errc::random_failed` where the generator has no byte.
template <class Random>
result<std::uint8_t> draw_bits(Random& random, unsigned bits) noexcept {
    static_assert(require_random<Random>());
    if (bits < 1 || bits > 8) { return errc::out_of_range; }
    std::uint8_t byte = 0;
    const wiped_at_exit wipe_byte{byte};
    if (!random.fill(byte_span{&byte, 1})) { return errc::random_failed; }
    return static_cast<std::uint8_t>(byte & ((1U << bits) - 1U));
}

}  // namespace TSCP_ABI
}  // namespace tscp
