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

/// The ends of the last `Count` records that this end sealed since it last opened one, 8 bytes each.
///
///     tscp::clear_alert hint;
///     if (clear_alert::parse(message, hint) == errc::none && sent.has(hint.record_end)) { the session may be lost }
template <std::size_t Count = 1>
class sent_records {
    static_assert(Count >= 1, "tscp: a client remembers its last record at least.");

public:
    /// This end sealed `record`. Precondition: a whole record.
    void sealed(byte_view record) noexcept {
        if constexpr (Count > 1) {
            for (std::size_t i = Count - 1; i > 0; --i) { ends_[i] = ends_[i - 1]; }
        }
        copy_bytes(record.last(record_end_size), ends_[0]);
        if (count_ < Count) { ++count_; }
    }

    /// This end opened a record: the peer has the session.
    void opened() noexcept { count_ = 0; }

    /// True where `record_end` is that of one of these records. An alert of another kind than a hint has none.
    [[nodiscard]] bool has(byte_view record_end) const noexcept {
        for (std::size_t i = 0; i < count_; ++i) {
            if (equal_public(ends_[i], record_end)) { return true; }
        }
        return false;
    }

private:
    std::array<std::array<std::uint8_t, record_end_size>, Count> ends_{};
    std::uint8_t count_ = 0;
    static_assert(Count <= 255);
};

}  // namespace TSCP_ABI
}  // namespace tscp
