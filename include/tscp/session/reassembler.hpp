// SPDX-License-Identifier: MIT
// Puts messages that came in pieces together again: docs/PROTOCOL.md, "Fragments". All pieces but the last have one
// size, so that the place of each is known, whenever it comes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/session/fragment.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Puts the messages of one link together again, one at a time; `Capacity` is the size of the largest. It trusts
/// nothing: what it gives is as good as a datagram.
template <std::size_t Capacity>
class reassembler {
    static_assert(Capacity >= 1 && Capacity <= ~std::size_t{0} / (2 * max_fragments));

public:
    /// Takes one unit. Gives the message that is whole now, or an empty view where there is none: more is to come, or
    /// the piece was there already, or is of the message that was finished or abandoned last. A unit that is no
    /// fragment is a message. The view holds until the next call. A piece with another id than the present message's
    /// abandons that one. Errors, after which nothing has changed: `errc::malformed_fragment` (no piece of any message:
    /// without bytes, the beginning of a fragment, or one after which there would be more than 128),
    /// `errc::misplaced_fragment` (of another size than the pieces before it, or beyond the last piece or the buffer;
    /// or a last piece before any other).
    result<byte_span> take(stored_span unit) & noexcept {
        if (kind_of(unit) != message_kind::fragment) { return unit; }
        if (unit.size() <= fragment_header_size) { return errc::malformed_fragment; }
        const std::uint8_t id = unit[1];
        const bool last = (unit[2] & 0x80U) != 0;
        const unsigned index = unit[2] & 0x7fU;
        const byte_view bytes = unit.subspan(fragment_header_size);
        const bool nested = index == 0 && kind_of(bytes) == message_kind::fragment;
        if (nested || (!last && index + 1 == max_fragments)) { return errc::malformed_fragment; }
        if (knows_closed_ && id == closed_id_) { return byte_span{}; }

        const bool begins = !open_ || id != id_;
        if (begins ? last && index != 0 : contradicts(last, index, bytes.size())) { return errc::misplaced_fragment; }
        const std::size_t piece_size = begins ? bytes.size() : piece_size_;
        // Neither product overflows: piece_size is at most Capacity.
        if (piece_size > Capacity || index * piece_size + bytes.size() > Capacity) { return errc::misplaced_fragment; }
        if (begins) { begin(id, piece_size); }
        std::uint8_t& eight = received_[index / 8];
        const auto bit = static_cast<std::uint8_t>(1U << index % 8);
        if ((eight & bit) != 0) { return byte_span{}; }
        eight = static_cast<std::uint8_t>(eight | bit);
        ++count_;
        copy_bytes(bytes, byte_span{buffer_}.subspan(index * piece_size));
        if (index >= end_) { end_ = index + 1; }
        if (last) { size_ = index * piece_size + bytes.size(); }
        if (size_ == 0 || count_ != end_) { return byte_span{}; }
        end_message();
        return byte_span{buffer_}.first(size_);
    }

    /// Forgets all pieces and ids: for a buffer that takes turns between links.
    void clear() noexcept {
        open_ = false;
        knows_closed_ = false;
    }

private:
    // True where the piece cannot be of one message with those that are there.
    [[nodiscard]] bool contradicts(bool last, unsigned index, std::size_t size) const noexcept {
        const bool end_is_known = size_ != 0;
        if (last) { return size > piece_size_ || (end_is_known ? index + 1 != end_ : index < end_); }
        return size != piece_size_ || (end_is_known && index + 1 >= end_);
    }

    void begin(std::uint8_t id, std::size_t piece_size) noexcept {
        if (open_) { end_message(); }
        open_ = true;
        id_ = id;
        piece_size_ = piece_size;
        size_ = 0;
        received_ = {};
        count_ = 0;
        end_ = 0;
    }

    // The message is finished or abandoned: what still comes of it is dropped.
    void end_message() noexcept {
        open_ = false;
        closed_id_ = id_;
        knows_closed_ = true;
    }

    std::array<std::uint8_t, Capacity> buffer_{};
    std::array<std::uint8_t, max_fragments / 8> received_{};
    std::size_t piece_size_ = 0;
    std::size_t size_ = 0;  // 0 until the last piece is there
    unsigned count_ = 0;    // of pieces received
    unsigned end_ = 0;      // one above the highest index received
    std::uint8_t id_ = 0;
    std::uint8_t closed_id_ = 0;
    bool open_ = false;
    bool knows_closed_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
