// SPDX-License-Identifier: MIT
// How often a server may send hints of lost sessions: docs/PROTOCOL.md, "Lost sessions". A hint is not authenticated,
// and its receiver's address may be forged.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// In any stretch of `interval` milliseconds at most `Hints` in all, and at most one for each link. It remembers the
/// last `Hints` of them, 16 bytes each, whatever comes.
template <std::size_t Hints = 16>
class hint_limiter {
    static_assert(Hints >= 1, "tscp: a limiter of hints lets one pass at least.");

public:
    static constexpr std::uint32_t default_interval = 1000;

    explicit hint_limiter(std::uint32_t interval = default_interval) noexcept : interval_{interval} {}

    /// True where a hint may be sent to `link` now; it is counted then. `now` is a time in milliseconds.
    [[nodiscard]] bool admit(std::uint64_t link, std::uint64_t now) noexcept {
        hint& oldest = sent_[next_];
        if (counted_ == Hints && now - oldest.time < interval_) { return false; }
        for (std::size_t i = 0; i < counted_; ++i) {
            if (sent_[i].link == link && now - sent_[i].time < interval_) { return false; }
        }
        oldest.link = link;
        oldest.time = now;
        next_ = next_ + 1 == Hints ? 0 : next_ + 1;
        if (counted_ < Hints) { ++counted_; }
        return true;
    }

private:
    struct hint {
        std::uint64_t link = 0;
        std::uint64_t time = 0;
    };

    std::array<hint, Hints> sent_{};  // a ring: those counted, in the order of time
    std::size_t next_ = 0;
    std::size_t counted_ = 0;
    std::uint32_t interval_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
