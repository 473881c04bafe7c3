// SPDX-License-Identifier: MIT
// What a client remembers of its records, to know whether a hint of a lost session is about one of them:
// docs/PROTOCOL.md, "Lost sessions".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The ends of the last `Count` records that this end sealed since it last opened one, 8 bytes each.
template <std::size_t Count = 1>
class sent_records {
    static_assert(Count >= 1, "tscp: a client remembers its last record at least.");

public:
    /// How many bytes of a record a hint shows: its last ones.
    static constexpr std::size_t end_size = 8;

    /// This end sealed `record`. Precondition: a whole record.
    void sealed(byte_view record) noexcept {
        if constexpr (Count > 1) {
            for (std::size_t i = Count - 1; i > 0; --i) { ends_[i] = ends_[i - 1]; }
        }
        copy_bytes(record.last(end_size), ends_[0]);
        if (count_ < Count) { ++count_; }
    }

    /// This end opened a record: the peer has the session.
    void opened() noexcept { count_ = 0; }

    /// True where `end` is that of one of these records.
    [[nodiscard]] bool has(byte_view end) const noexcept {
        for (std::size_t i = 0; i < count_; ++i) {
            if (equal_public(ends_[i], end)) { return true; }
        }
        return false;
    }

private:
    std::array<std::array<std::uint8_t, end_size>, Count> ends_{};
    std::uint8_t count_ = 0;
    static_assert(Count <= 255);
};

}  // namespace TSCP_ABI
}  // namespace tscp
