// SPDX-License-Identifier: MIT
// A clock of 64 bits from a counter of 32 bits that wraps.
#pragma once

#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

/// Counts the wraps of a counter. It has to be called at least once a round, 49 days for milliseconds, and from one
/// thread: a call in an interrupt during another may count a wrap twice.
class tick_extender {
public:
    /// The time at which the counter is at `ticks`: never less than what was returned before.
    [[nodiscard]] std::uint64_t extend(std::uint32_t ticks) noexcept {
        time_ += ticks - static_cast<std::uint32_t>(time_);
        return time_;
    }

private:
    std::uint64_t time_ = 0;
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
