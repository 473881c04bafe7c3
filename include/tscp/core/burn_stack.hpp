// SPDX-License-Identifier: MIT
// Wipes the stack that a finished call has used: a compiler stores registers there, and C++ has no other way to reach
// them.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// Overwrites `Size` bytes of stack beneath the caller. What has used the stack must have a frame of its own:
/// TSCP_OWN_FRAME.
template <std::size_t Size>
TSCP_ALWAYS_INLINE void burn_stack() noexcept {
    if constexpr (Size != 0) { config::overwrite_stack(Size); }
}
/// The same once `outcome` is known, which it gives back.
template <std::size_t Size>
TSCP_ALWAYS_INLINE errc burn_stack(errc outcome) noexcept {
    burn_stack<Size>();
    return outcome;
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
