// SPDX-License-Identifier: MIT
// SLIP (RFC 1055): datagrams over a line of bytes that may lose, damage and add some, a UART for example. A fault costs
// the frames that it hits; the next END byte is a beginning again.
//
//     frame = 0xc0(1) | bytes, with 0xdb 0xdc for 0xc0 and 0xdb 0xdd for 0xdb | 0xc0(1)
//
//     if (const auto frame = tscp::slip::encode(message, line)) { uart.send(*frame); }
//
//     tscp::slip::decoder frames{buffer};                     // one for each line
//     const tscp::byte_span datagram = frames.take(byte);     // each byte as it comes
//     if (!datagram.empty()) { ... }
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace slip {

// RFC 1055, "Protocol".
inline constexpr std::uint8_t end = 0xc0;
inline constexpr std::uint8_t escape = 0xdb;
inline constexpr std::uint8_t escaped_end = 0xdc;     ///< stands for `end` behind `escape`
inline constexpr std::uint8_t escaped_escape = 0xdd;  ///< stands for `escape` behind `escape`

/// The size of the longest frame of a datagram of `size` bytes: END in front and behind, and every byte escaped.
[[nodiscard]] constexpr std::size_t max_encoded_size(std::size_t size) noexcept { return 2 * size + 2; }

/// The size of a datagram's frame.
[[nodiscard]] inline std::size_t encoded_size(byte_view datagram) noexcept {
    std::size_t size = datagram.size() + 2;
    for (const std::uint8_t byte : datagram) { size += byte == end || byte == escape ? 1U : 0U; }
    return size;
}

/// Writes a datagram's frame to the beginning of `out` and gives it. The END in front ends what noise the receiver
/// holds by then. Errors, after which nothing has changed: `errc::out_of_range` (an empty datagram, which no frame
/// carries), `errc::buffers_overlap`, `errc::buffer_too_small`.
inline result<byte_view> encode(byte_view datagram, stored_span out) noexcept {
    if (datagram.empty()) { return errc::out_of_range; }
    if (overlap(datagram, out)) { return errc::buffers_overlap; }
    const std::size_t size = encoded_size(datagram);
    if (size > out.size()) { return errc::buffer_too_small; }
    std::size_t at = 0;
    out[at++] = end;
    for (const std::uint8_t byte : datagram) {
        switch (byte) {
            case end:
                out[at++] = escape;
                out[at++] = escaped_end;
                break;
            case escape:
                out[at++] = escape;
                out[at++] = escaped_escape;
                break;
            default: out[at++] = byte;
        }
    }
    out[at] = end;
    return byte_view{out.first(size)};
}

/// Finds the datagrams in the bytes of one line. It may begin anywhere: what precedes the first END, noise or the rest
/// of a frame, is given like a datagram, for the protocol to drop.
class decoder {
public:
    /// Datagrams are put together in `buffer`, which is as large as the largest of them.
    explicit decoder(stored_span buffer) noexcept : buffer_{buffer} {}

    /// Takes the next byte. Gives the datagram that it ends, in the buffer, where it may be opened in place; else an
    /// empty view. The view holds until the next call. Frames without a byte are none. A frame that the buffer cannot
    /// hold, or in which no escaped byte follows an escape, is dropped whole.
    byte_span take(std::uint8_t byte) noexcept {
        if (byte == end) { return finish(); }
        switch (state_) {
            case state::bytes:
                if (byte == escape) {
                    state_ = state::escaped;
                } else {
                    append(byte);
                }
                break;
            case state::escaped:
                state_ = state::bytes;
                if (byte == escaped_end) {
                    append(end);
                } else if (byte == escaped_escape) {
                    append(escape);
                } else {
                    state_ = state::dropped;
                }
                break;
            case state::dropped:
            default: break;
        }
        return {};
    }

private:
    enum class state : std::uint8_t {
        bytes,    ///< of a datagram, as many as size_
        escaped,  ///< the same, behind an escape
        dropped   ///< until the next END
    };

    byte_span finish() noexcept {
        const std::size_t size = state_ == state::bytes ? size_ : 0;
        state_ = state::bytes;
        size_ = 0;
        return buffer_.first(size);
    }

    void append(std::uint8_t byte) noexcept {
        if (size_ == buffer_.size()) {
            state_ = state::dropped;
        } else {
            buffer_[size_++] = byte;
        }
    }

    byte_span buffer_;
    std::size_t size_ = 0;
    state state_ = state::bytes;
};

}  // namespace slip
}  // namespace TSCP_ABI
}  // namespace tscp
