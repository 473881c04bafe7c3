// SPDX-License-Identifier: MIT
// Writes fields one after the other into a caller's buffer, and leaves nothing half-written.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A cursor over a buffer that somebody else owns. A failed write changes nothing.
class writer {
public:
    explicit writer(stored_span buffer) noexcept : buffer_{buffer} {}

    /// What has been written so far.
    [[nodiscard]] byte_view written() const noexcept { return buffer_.first(size_); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t remaining() const noexcept { return buffer_.size() - size_; }

    /// Takes the next `count` bytes of the buffer for the caller to fill, or `errc::buffer_too_small`.
    result<byte_span> reserve(std::size_t count) noexcept {
        if (count > remaining()) { return errc::buffer_too_small; }
        return take(count);
    }

    /// The same where the caller knows that they remain. Precondition: `count` is at most `remaining()`.
    byte_span take(std::size_t count) noexcept {
        const byte_span field = buffer_.subspan(size_, count);
        size_ += count;
        return field;
    }

    /// Appends a copy of `bytes`, or `errc::buffer_too_small`.
    result<void> write_bytes(byte_view bytes) noexcept {
        if (bytes.size() > remaining()) { return errc::buffer_too_small; }
        copy_bytes(bytes, take(bytes.size()));
        return {};
    }

    /// Appends one byte, or `errc::buffer_too_small`.
    result<void> write_u8(std::uint8_t value) noexcept { return write_bytes(byte_view{&value, 1}); }

    /// Appends a big-endian number of `size` bytes, or `errc::buffer_too_small`. Preconditions: a size of 1 to 8, a
    /// value that fits it.
    result<void> write_number(std::uint64_t value, std::size_t size) noexcept {
        config::expects(size >= 1 && size <= sizeof value && value >> 4 * size >> 4 * size == 0);
        if (size > remaining()) { return errc::buffer_too_small; }
        write_big_endian(value, take(size));
        return {};
    }

    /// Appends a big-endian number of two bytes, or `errc::buffer_too_small`.
    result<void> write_u16(std::uint16_t value) noexcept { return write_number(value, 2); }

    /// Appends `bytes` after their size in one byte. Errors: `errc::out_of_range` (more than 255),
    /// `errc::buffer_too_small`.
    result<void> write_sized(byte_view bytes) noexcept {
        if (bytes.size() > 255) { return errc::out_of_range; }
        if (1 + bytes.size() > remaining()) { return errc::buffer_too_small; }
        take(1)[0] = static_cast<std::uint8_t>(bytes.size());
        copy_bytes(bytes, take(bytes.size()));
        return {};
    }

    /// What has not been written yet.
    [[nodiscard]] byte_span unwritten() const noexcept { return buffer_.subspan(size_); }

    /// True where `bytes` lie where the next writes go: they cannot be the source of one.
    [[nodiscard]] TSCP_NEVER_INLINE_IF_SMALL bool would_overwrite(byte_view bytes) const noexcept {
        return overlap(bytes, unwritten());
    }

    /// What has been written from position `start` on, to work on in place. Precondition: `start` is at most `size()`.
    [[nodiscard]] byte_span written_from(std::size_t start) noexcept { return buffer_.subspan(start, size_ - start); }

    /// Takes back and wipes everything written after `size`. Precondition: `size` is at most `this->size()`.
    void roll_back(std::size_t size) noexcept {
        wipe(buffer_.subspan(size, size_ - size));
        size_ = size;
    }

private:
    byte_span buffer_;
    std::size_t size_ = 0;
};

/// Rolls a writer back to where it stood when the transaction began, unless it is committed.
class write_transaction {
public:
    explicit write_transaction(writer& out) noexcept : out_{out}, start_{out.size()} {}
    write_transaction(const write_transaction&) = delete;
    write_transaction& operator=(const write_transaction&) = delete;
    ~write_transaction() {
        if (!committed_) { out_.roll_back(start_); }
    }

    void commit() noexcept { committed_ = true; }
    /// What has been written since the transaction began.
    [[nodiscard]] byte_view written() const noexcept { return out_.written().subspan(start_); }

private:
    writer& out_;
    std::size_t start_;
    bool committed_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
