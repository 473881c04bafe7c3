// SPDX-License-Identifier: MIT
// What a long computation calls now and then, so that other tasks of a chip run and its watchdog is fed.
//
// Compulsory for a type Y:
//     Y::yield()    -> void, noexcept: returns when the computation may go on
// Every platform that offers yield is one (concepts/platform.hpp), and platform_traits<P> is one for every platform.
#pragma once

#include <type_traits>

#include <tscp/concepts/detect.hpp>

namespace tscp {
inline namespace TSCP_ABI {

// The name stands in parentheses where it is declared and called: some Arduino cores define yield() as a macro.
namespace detail {

template <class Y>
using yield = decltype((Y::yield)());
template <class Y>
using yield_is_noexcept = std::bool_constant<noexcept((Y::yield)())>;

}  // namespace detail

/// True where Y offers all that is compulsory.
template <class Y>
inline constexpr bool is_yield = detail::all(detail::is_detected_exact<void, detail::yield, Y>,
                                             detail::is_detected_true<detail::yield_is_noexcept, Y>);

/// Fails to compile with a sentence where Y cannot be called.
template <class Y>
constexpr bool require_yield() {
    static_assert(is_yield<Y>, "tscp: what a computation yields to must offer `static void yield() noexcept`.");
    return true;
}

/// For computations that run through: no call, no code.
struct no_yield {
    static constexpr void(yield)() noexcept {}
};

}  // namespace TSCP_ABI
}  // namespace tscp
