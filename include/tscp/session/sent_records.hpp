// SPDX-License-Identifier: MIT
// What a client remembers of its records, to know whether a hint of a lost session is about one of them:
// docs/PROTOCOL.md, "Lost sessions".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/wire/clear_alert.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

/// A base, so that a constructor writes what it must, and no zeros before.
template <std::size_t Count>
struct hints_of_records {
    using hint = std::array<std::uint8_t, clear_alert::unknown_session_size>;
    std::array<hint, Count> hints_;  // with another first byte where there is none
};

}  // namespace detail

/// The last `Count` records that this end sealed since it last opened one: of each the hint that would be about it, 10
/// bytes. A hint comes a round trip after its record: `Count` is at least as many as are sealed in that time, else
/// every hint is about one that was forgotten.
template <std::size_t Count = 1>
class sent_records : detail::hints_of_records<Count> {
    using typename detail::hints_of_records<Count>::hint;
    using detail::hints_of_records<Count>::hints_;
    static_assert(Count >= 1, "tscp: a client remembers its last record at least.");

public:
    sent_records() noexcept { opened(); }

    /// This end sealed `record`. Precondition: a whole record.
    void sealed(byte_view record) noexcept {
        for (std::size_t i = Count - 1; i > 0; --i) { hints_[i] = hints_[i - 1]; }
        clear_alert::fill_unknown_session(record, hints_[0]);
    }

    /// This end opened a record: the peer has the session.
    void opened() noexcept {
        for (hint& one : hints_) { one[0] = 0; }
    }

    /// True where `message` is a hint that the peer has no session for one of these records.
    [[nodiscard]] bool has_hint(byte_view message) const noexcept {
        // NOLINTNEXTLINE(readability-use-anyofallof): a freestanding library has no <algorithm>
        for (const hint& one : hints_) {
            if (one[0] != 0 && equal_public(one, message)) { return true; }
        }
        return false;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
