// SPDX-License-Identifier: MIT
// Hey = 0x32(1) | suite(1) | len(1) cid | share | finished(16),  alert in clear = 0x33(1) | code(1)
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The fields of a Hey; the views lie in the message.
struct hey {
    std::uint8_t suite_id = 0;
    byte_view cid;
    byte_view share;
    byte_view before_finished;
    byte_view finished;

    static constexpr std::size_t max_size(std::size_t share_size) noexcept {
        return 3 + max_cid_size + share_size + handshake_mac_size;
    }

    /// Appends everything before the share. Preconditions: a cid of at most max_cid_size, room.
    static void write_head(std::uint8_t suite_id, byte_view cid, writer& out) noexcept {
        (void)out.write_u8(first_byte(message_kind::hey));
        (void)out.write_u8(suite_id);
        (void)out.write_sized(cid);
    }

    /// Reads one whole message into `out`; whether the share has its group's size is the caller's to check.
    /// `errc::malformed_hey`; `errc::refused_by_peer` for an alert in clear.
    static errc parse(stored_view message, hey& out) noexcept {
        if (message.size() == 2 && message[0] == first_byte(message_kind::clear_alert)) {
            return errc::refused_by_peer;
        }
        if (message.size() < 3 + handshake_mac_size || message[0] != first_byte(message_kind::hey) ||
            message[2] > max_cid_size || message.size() < 3 + handshake_mac_size + message[2]) {
            return errc::malformed_hey;
        }
        out.suite_id = message[1];
        out.cid = message.subspan(3, message[2]);
        out.before_finished = message.first(message.size() - handshake_mac_size);
        out.share = out.before_finished.subspan(3 + out.cid.size());
        out.finished = message.last(handshake_mac_size);
        return errc::none;
    }
    static result<hey> parse(stored_view message) noexcept {
        return result<hey>{detail::fill_in_place, [&](hey& out) noexcept { return parse(message, out); }};
    }

    /// The size of the Hey that begins with `received`, as for Hello.
    template <class ShareSize>
    static result<std::size_t> size_of(byte_view received, const ShareSize& share_size) noexcept {
        if (received.size() < 3) { return errc::truncated; }
        const std::size_t share = share_size(static_cast<std::uint8_t>(received[1] >> 4U));
        if (share == 0 || received[2] > max_cid_size) { return errc::malformed_hey; }
        return std::size_t{3} + received[2] + share + handshake_mac_size;
    }
};

/// The one alert in clear: a Hello is refused, and nobody says why.
inline constexpr std::uint8_t refused_alert[] = {0x33, 0x01};

}  // namespace TSCP_ABI
}  // namespace tscp
