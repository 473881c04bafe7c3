// SPDX-License-Identifier: MIT
// The tag of constructors that write nothing, for objects that are written before they are read.
#pragma once

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// `T{uninitialized}` is whatever the memory held. Precondition of its use: all that is read was written.
struct uninitialized_t {
    explicit uninitialized_t() = default;
};
inline constexpr uninitialized_t uninitialized{};

}  // namespace TSCP_ABI
}  // namespace tscp
