// SPDX-License-Identifier: MIT
// The tag without which no classic client or server can be made.
#pragma once

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// Classic protects nothing: whoever sees one Hello and Hey can compute the key, nothing proves who the peer is, and
/// replays pass. Hand over this tag to say that you use it all the same, for devices that speak nothing better.
struct i_know_that_classic_is_insecure_t {
    explicit constexpr i_know_that_classic_is_insecure_t() noexcept = default;
};

inline constexpr i_know_that_classic_is_insecure_t i_know_that_classic_is_insecure{};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
