// SPDX-License-Identifier: MIT
// What a platform must offer: the few things that a chip or an operating system has and a compiler has not.
//
// Compulsory for a type P:
//     P::random                             a random generator (concepts/random.hpp)
// Defaulted, through platform_traits<P>:
//     P::ticks()                            -> std::uint64_t, noexcept: a counter that never goes back, for measuring;
//                                              the default stands still at 0
//     P::ticks_per_second                   static constexpr std::uint64_t; the default is 1
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/random.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::platform {

template <class P>
using random = typename P::random;
template <class P>
using ticks = decltype(P::ticks());
template <class P>
using ticks_is_noexcept = std::bool_constant<noexcept(P::ticks())>;
template <class P>
using ticks_per_second = decltype(P::ticks_per_second);

// What is defaulted is offered as it should be, or not at all.
template <class P>
inline constexpr bool has_sound_ticks =
    !is_detected<ticks, P> || (is_detected_exact<std::uint64_t, ticks, P> && is_detected_true<ticks_is_noexcept, P>);
template <class P>
inline constexpr bool has_sound_rate =
    !is_detected<ticks_per_second, P> || is_detected_exact<const std::uint64_t, ticks_per_second, P>;

}  // namespace detail::platform

/// True where P offers all that is compulsory.
template <class P>
inline constexpr bool is_platform =
    detail::all(is_random<typename detail::detector<void, detail::platform::random, P>::type>,
                detail::platform::has_sound_ticks<P>, detail::platform::has_sound_rate<P>);

/// Fails to compile with a sentence for the first thing that P lacks.
template <class P>
constexpr bool require_platform() {
    static_assert(is_random<typename detail::detector<void, detail::platform::random, P>::type>,
                  "tscp: a platform must name its random generator: `using random = ...;`.");
    static_assert(detail::platform::has_sound_ticks<P>,
                  "tscp: where a platform offers ticks, it must be `static std::uint64_t ticks() noexcept`.");
    static_assert(detail::platform::has_sound_rate<P>,
                  "tscp: where a platform states ticks_per_second, it must be `static constexpr std::uint64_t`.");
    return true;
}

/// The defaulted part: what a platform does not offer itself.
template <class P>
struct platform_traits {
    static_assert(require_platform<P>());

    /// A counter that never goes back.
    static std::uint64_t ticks() noexcept {
        if constexpr (detail::is_detected<detail::platform::ticks, P>) {
            return P::ticks();
        } else {
            return 0;
        }
    }

    /// How far the counter goes in a second.
    static constexpr std::uint64_t ticks_per_second() noexcept {
        if constexpr (detail::is_detected<detail::platform::ticks_per_second, P>) {
            return P::ticks_per_second;
        } else {
            return 1;
        }
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
