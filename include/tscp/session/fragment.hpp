// SPDX-License-Identifier: MIT
// Messages in pieces, for links whose units are small: docs/PROTOCOL.md, "Fragments". The sending side; what puts them
// together again is in reassembler.hpp.
//
//     fragment = 0x34(1) | id(1) | last (1 bit) index (7) | bytes(1..)
//
//     tscp::fragment_sender link;                             // one for each link, as long as it is up
//     if (link.start(random) == tscp::errc::none) { ... }
//     auto pieces = link.cut(message, unit);                  // each time that a message is sent, repeats too
//     while (pieces && !pieces->finished()) { pieces->write_next(out); ... }
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A message has at most so many pieces: 2,560 bytes over units of 23 bytes.
inline constexpr std::size_t max_fragments = 128;
inline constexpr std::size_t fragment_header_size = 3;

/// The units of one message: `fragment_sender::cut` makes it. The message must live as long as this object.
class fragmenter {
public:
    /// Without a message: it is finished.
    fragmenter() noexcept = default;

    [[nodiscard]] bool finished() const noexcept { return rest_.empty(); }

    /// Appends the next unit. Errors: `errc::state_consumed` (none is left), `errc::buffer_too_small`,
    /// `errc::buffers_overlap` (the message lies where the unit would); then nothing has changed.
    result<void> write_next(writer& out) noexcept {
        if (finished()) { return errc::state_consumed; }
        if (out.would_overwrite(rest_)) { return errc::buffers_overlap; }
        const bool last = rest_.size() <= piece_size_;
        const std::size_t size = last ? rest_.size() : piece_size_;
        const std::size_t header = whole_ ? 0 : fragment_header_size;
        if (out.remaining() < header + size) { return errc::buffer_too_small; }
        if (!whole_) {
            const byte_span fields = out.take(fragment_header_size);
            fields[0] = first_byte(message_kind::fragment);
            fields[1] = id_;
            fields[2] = static_cast<std::uint8_t>((last ? 0x80U : 0U) | index_++);
        }
        copy_bytes(rest_.first(size), out.take(size));
        rest_ = rest_.subspan(size);
        return {};
    }

private:
    friend class fragment_sender;

    byte_view rest_{};
    std::size_t piece_size_ = 0;
    std::uint8_t id_ = 0;
    std::uint8_t index_ = 0;
    bool whole_ = false;
};

/// Numbers the messages of one sender on one link, so that the pieces of two are told apart. One that was not started,
/// or was moved from, cuts nothing.
class fragment_sender {
public:
    fragment_sender() noexcept = default;
    fragment_sender(fragment_sender&& other) noexcept { take(other); }
    fragment_sender& operator=(fragment_sender&& other) noexcept {
        if (this != &other) { take(other); }
        return *this;
    }
    // Two with one number would give two messages one id.
    fragment_sender(const fragment_sender&) = delete;
    fragment_sender& operator=(const fragment_sender&) = delete;
    ~fragment_sender() = default;

    /// Draws the first id: after a restart the receiver may still know the last of those before. `errc::random_failed`:
    /// it is as it was.
    template <class Random>
    errc start(Random& random) noexcept {
        static_assert(require_random<Random>());
        std::uint8_t id = 0;
        if (!random.fill(byte_span{&id, 1})) { return errc::random_failed; }
        next_id_ = id;
        started_ = true;
        return errc::none;
    }

    /// Cuts a message into units of at most `unit` bytes; one that fits a unit goes as it is. Send all of them, in any
    /// order and as often as the link needs, before the next message's. A message that is sent again is cut again.
    /// Errors: `errc::state_consumed`, `errc::out_of_range` (no message, or a fragment), `errc::message_too_long` (more
    /// than 128 pieces, or a unit below 4 bytes).
    result<fragmenter> cut(stored_view message, std::size_t unit) noexcept {
        return result<fragmenter>{detail::fill_in_place,
                                  [&](fragmenter& pieces) noexcept { return cut(message, unit, pieces); }};
    }
    /// The same into an object of the caller's, which after an error is as it was.
    errc cut(stored_view message, std::size_t unit, fragmenter& pieces) noexcept {
        if (!started_) { return errc::state_consumed; }
        if (message.empty() || kind_of(message) == message_kind::fragment) { return errc::out_of_range; }
        const bool whole = message.size() <= unit;
        if (!whole &&
            (unit <= fragment_header_size || (message.size() - 1) / max_fragments >= unit - fragment_header_size)) {
            return errc::message_too_long;
        }
        pieces.rest_ = message;
        pieces.piece_size_ = whole ? unit : unit - fragment_header_size;
        pieces.id_ = next_id_;
        pieces.index_ = 0;
        pieces.whole_ = whole;
        if (!whole) { ++next_id_; }
        return errc::none;
    }

private:
    void take(fragment_sender& other) noexcept {
        next_id_ = other.next_id_;
        started_ = other.started_;
        other.started_ = false;
    }

    std::uint8_t next_id_ = 0;
    bool started_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
