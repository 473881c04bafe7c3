// SPDX-License-Identifier: MIT
// Writes fields one after the other into a caller's buffer, and leaves nothing half-written.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {

/// A cursor over a buffer that somebody else owns. A failed write changes nothing.
class writer {
public:
    explicit writer(byte_span buffer) noexcept : buffer_{buffer} {}

    /// What has been written so far.
    [[nodiscard]] byte_view written() const noexcept { return buffer_.first(size_); }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t room() const noexcept { return buffer_.size() - size_; }

    /// Takes the next `count` bytes of the buffer for the caller to fill, or `errc::buffer_too_small`.
    result<byte_span> reserve(std::size_t count) noexcept {
        if (count > room()) { return errc::buffer_too_small; }
        const byte_span field = buffer_.part(size_, count);
        size_ += count;
        return field;
    }

    /// Appends a copy of `bytes`, or `errc::buffer_too_small`.
    result<void> write(byte_view bytes) noexcept {
        const auto field = reserve(bytes.size());
        if (!field) { return field.error(); }
        copy_bytes(bytes, *field);
        return {};
    }

    /// Appends one byte, or `errc::buffer_too_small`.
    result<void> write_u8(std::uint8_t value) noexcept { return write(byte_view{&value, 1}); }

    /// Appends a big-endian number of two bytes, or `errc::buffer_too_small`.
    result<void> write_u16(std::uint16_t value) noexcept {
        const std::uint8_t bytes[] = {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
        return write(bytes);
    }

    /// What has been written from position `start` on, to work on in place. Precondition: `start` is at most `size()`.
    [[nodiscard]] byte_span written_from(std::size_t start) noexcept { return buffer_.part(start, size_ - start); }

    /// Takes back and wipes everything written after `size`. Precondition: `size` is at most `this->size()`.
    void roll_back(std::size_t size) noexcept {
        wipe(buffer_.part(size, size_ - size));
        size_ = size;
    }

private:
    byte_span buffer_;
    std::size_t size_ = 0;
};

/// Rolls a writer back to where it stood when the draft began, unless the draft is kept.
class draft {
public:
    explicit draft(writer& out) noexcept : out_{out}, start_{out.size()} {}
    draft(const draft&) = delete;
    draft& operator=(const draft&) = delete;
    ~draft() {
        if (!kept_) { out_.roll_back(start_); }
    }

    void keep() noexcept { kept_ = true; }
    /// What has been written since the draft began.
    [[nodiscard]] byte_view written() const noexcept { return out_.written().from(start_); }

private:
    writer& out_;
    std::size_t start_;
    bool kept_ = false;
};

}  // namespace tscp
