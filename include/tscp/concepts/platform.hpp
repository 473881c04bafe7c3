// SPDX-License-Identifier: MIT
// What a platform must offer: the few things that a chip or an operating system has and a compiler has not.
//
// Compulsory for a type P:
//     P::random      a random generator (concepts/random.hpp)
// Defaulted, through platform_traits<P>:
//     P::yield()     -> void, noexcept: lets other tasks run (concepts/yield.hpp); the default does nothing
// Optional:
//     P::now_ms()    -> std::uint64_t, noexcept: milliseconds of a clock that does not go back, as half_open_table and
//                       hint_responder take them; platform_traits<P>::has_clock says whether there is one
// What runs where a precondition is broken is no part of it, as it is one for the whole program: see config::trap.
#pragma once

#include <cstdint>
#include <type_traits>

#include <tscp/concepts/detect.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/concepts/yield.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail::platform {

template <class P>
using random = typename P::random;
template <class P>
using now_ms = decltype(P::now_ms());
template <class P>
using now_ms_is_noexcept = std::bool_constant<noexcept(P::now_ms())>;

template <class P>
inline constexpr bool has_random = is_random<typename detector<void, random, P>::type>;
// What need not be there is offered as it should be, or not at all.
template <class P>
inline constexpr bool has_sound_yield = !is_detected<yield, P> || is_yield<P>;
template <class P>
inline constexpr bool has_sound_clock =
    !is_detected<now_ms, P> || (is_detected_exact<std::uint64_t, now_ms, P> && is_detected_true<now_ms_is_noexcept, P>);

}  // namespace detail::platform

/// True where P offers all that is compulsory.
template <class P>
inline constexpr bool is_platform = detail::all(detail::platform::has_random<P>, detail::platform::has_sound_yield<P>,
                                                detail::platform::has_sound_clock<P>);

/// Fails to compile with a sentence for the first thing that P lacks.
template <class P>
constexpr bool require_platform() {
    static_assert(detail::platform::has_random<P>,
                  "tscp: a platform must name its random generator: `using random = ...;`.");
    static_assert(detail::platform::has_sound_yield<P>,
                  "tscp: where a platform offers yield, it must be `static void yield() noexcept`.");
    static_assert(detail::platform::has_sound_clock<P>,
                  "tscp: where a platform has a clock, it must be `static std::uint64_t now_ms() noexcept`.");
    return true;
}

/// What a platform offers, and what stands in for what it does not.
template <class P>
struct platform_traits {
    static_assert(require_platform<P>());

    /// Lets other tasks run, where the platform has such a function.
    static void(yield)() noexcept {
        if constexpr (detail::is_detected<detail::yield, P>) { (P::yield)(); }
    }

    static constexpr bool has_clock = detail::is_detected<detail::platform::now_ms, P>;

    /// Milliseconds of a clock that does not go back. A platform without one does not compile.
    static std::uint64_t now_ms() noexcept {
        static_assert(has_clock,
                      "tscp: this platform has no clock: it lacks `static std::uint64_t now_ms() noexcept`.");
        if constexpr (has_clock) {
            return P::now_ms();
        } else {
            return 0;
        }
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
