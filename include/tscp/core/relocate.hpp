// SPDX-License-Identifier: MIT
// The tag of constructors that move a key from one object to another of the same type, whose source may only be
// destroyed afterwards.
#pragma once

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

struct relocate_t {
    explicit relocate_t() = default;
};
inline constexpr relocate_t relocate{};

}  // namespace TSCP_ABI
}  // namespace tscp
