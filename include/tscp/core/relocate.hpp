// SPDX-License-Identifier: MIT
// The tag of constructors that take an object over into other memory.
#pragma once

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// `T{relocate, from}` is what `from` was. `from` holds no key any more, and all that may be done to it is to destroy
/// it. A type whose use after a move would be a danger offers this in place of moves.
struct relocate_t {
    explicit relocate_t() = default;
};
inline constexpr relocate_t relocate{};

}  // namespace TSCP_ABI
}  // namespace tscp
