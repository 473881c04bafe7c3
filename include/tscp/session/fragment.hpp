// SPDX-License-Identifier: MIT
// Messages in pieces, for links whose units are small:  fragment = 0x34(1) | first (1 bit) last (1) index (6) | bytes
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

inline constexpr std::size_t max_fragments = 64;

/// Cuts a message into units of at most `unit` bytes. `message` must live as long as this object.
class fragmenter {
public:
    /// A message that fits a unit goes as it is.
    fragmenter(stored_view message, std::size_t unit) noexcept : rest_{message}, unit_{unit} {}

    [[nodiscard]] bool finished() const noexcept { return rest_.empty(); }

    /// Appends the next unit. Errors: `errc::state_consumed` (none is left), `errc::out_of_range` (the message is a
    /// fragment itself, and would be cut up), `errc::message_too_long` (more than 64 fragments, or a unit below 3
    /// bytes), `errc::buffer_too_small`, `errc::buffers_overlap` (the message lies where the unit would); then nothing
    /// has changed.
    result<void> write_next(writer& out) noexcept {
        if (finished()) { return errc::state_consumed; }
        if (out.would_overwrite(rest_)) { return errc::buffers_overlap; }
        if (index_ == 0 && rest_.size() <= unit_) {
            const auto done = out.write_bytes(rest_);
            if (done) { rest_ = {}; }
            return done;
        }
        if (index_ == 0) {
            if (kind_of(rest_) == message_kind::fragment) { return errc::out_of_range; }
            if (unit_ < 3 || (rest_.size() - 1) / max_fragments >= unit_ - 2) { return errc::message_too_long; }
        }
        const std::size_t size = rest_.size() < unit_ - 2 ? rest_.size() : unit_ - 2;
        if (out.remaining() < size + 2) { return errc::buffer_too_small; }
        const unsigned flags = (index_ == 0 ? 0x80U : 0U) | (size == rest_.size() ? 0x40U : 0U);
        (void)out.write_u8(static_cast<std::uint8_t>(message_kind::fragment));
        (void)out.write_u8(static_cast<std::uint8_t>(flags | index_));
        (void)out.write_bytes(rest_.first(size));
        rest_ = rest_.subspan(size);
        ++index_;
        return {};
    }

private:
    byte_view rest_;
    std::size_t unit_;
    unsigned index_ = 0;
};

/// Puts the messages of one link together again; `Capacity` is the size of the largest. It trusts nothing: what it
/// gives is as good as a datagram.
template <std::size_t Capacity>
class reassembler {
public:
    /// Takes one unit. Gives the message that is whole now, or an empty view where more is to come; a unit that is no
    /// fragment is a message. The view holds until the next call. `errc::malformed_fragment`: a gap, a repeat, an
    /// overflow, an empty fragment, or fragments of a fragment; the buffer is empty then.
    result<byte_span> take(stored_span unit) & noexcept {
        if (kind_of(unit) != message_kind::fragment) { return unit; }
        const unsigned bits = unit.size() > 2 ? unit[1] : 0U;
        const bool first = (bits & 0x80U) != 0;
        const bool last = (bits & 0x40U) != 0;
        if (first) { reset(); }
        const byte_view bytes = unit.size() > 2 ? byte_view{unit}.subspan(2) : byte_view{};
        const bool nested = first && kind_of(bytes) == message_kind::fragment;
        if (bytes.empty() || nested || (bits & 0x3fU) != index_ || first != (index_ == 0) ||
            bytes.size() > Capacity - size_) {
            reset();
            return errc::malformed_fragment;
        }
        copy_bytes(bytes, byte_span{buffer_}.subspan(size_));
        size_ += bytes.size();
        ++index_;
        if (!last) {
            if (index_ == max_fragments) {
                reset();
                return errc::malformed_fragment;
            }
            return byte_span{};
        }
        const byte_span message = byte_span{buffer_}.first(size_);
        reset();
        return message;
    }

private:
    void reset() noexcept {
        size_ = 0;
        index_ = 0;
    }

    std::array<std::uint8_t, Capacity> buffer_{};
    std::size_t size_ = 0;
    unsigned index_ = 0;
};

}  // namespace TSCP_ABI
}  // namespace tscp
