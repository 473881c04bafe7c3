// SPDX-License-Identifier: MIT
// Reads fields one after the other from bytes, and never past their end.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A cursor over bytes that somebody else owns. A failed read consumes nothing.
class reader {
public:
    explicit reader(stored_view bytes) noexcept : rest_{bytes} {}

    /// What has not been read yet.
    [[nodiscard]] byte_view rest() const noexcept { return rest_; }
    [[nodiscard]] bool finished() const noexcept { return rest_.empty(); }

    /// The next `count` bytes, or `errc::truncated`.
    result<byte_view> read_bytes(std::size_t count) noexcept {
        if (count > rest_.size()) { return errc::truncated; }
        const byte_view field = rest_.first(count);
        rest_ = rest_.subspan(count);
        return field;
    }

    /// The next byte, or `errc::truncated`.
    result<std::uint8_t> read_u8() noexcept {
        const auto field = read_bytes(1);
        if (!field) { return field.error(); }
        return (*field)[0];
    }

    /// The next two bytes as a big-endian number, or `errc::truncated`.
    result<std::uint16_t> read_u16() noexcept {
        const auto field = read_bytes(2);
        if (!field) { return field.error(); }
        return static_cast<std::uint16_t>(((*field)[0] << 8) | (*field)[1]);
    }

    /// The next `size` bytes as a big-endian number, or `errc::truncated`. Precondition: a size of 1 to 8.
    result<std::uint64_t> read_number(std::size_t size) noexcept {
        config::expects(size >= 1 && size <= sizeof(std::uint64_t));
        const auto field = read_bytes(size);
        if (!field) { return field.error(); }
        return read_big_endian(*field);
    }

    /// The bytes before the next `separator`, which is consumed too; `errc::truncated` where there is none.
    result<byte_view> read_until(std::uint8_t separator) noexcept {
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == separator) {
                const byte_view field = rest_.first(i);
                rest_ = rest_.subspan(i + 1);
                return field;
            }
        }
        return errc::truncated;
    }

private:
    byte_view rest_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
