// SPDX-License-Identifier: MIT
// Hey = 0x32(1) | suite(1) | cid head(1) cid | [len(1) extensions] | share | finished(16). The cid head is as in a
// Hello.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/clear_alert.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The fields of a Hey, for `parse` to fill; the views lie in the message.
struct hey {
    std::uint8_t suite_id = 0;
    byte_view cid{uninitialized};
    byte_view share{uninitialized};  ///< with the size in front of it, where the group has it there
    byte_view before_finished{uninitialized};
    byte_view finished{uninitialized};

    static constexpr std::size_t max_size(std::size_t share_size, std::size_t extensions_size = 255) noexcept {
        return head_size(max_cid_size, extensions_size) + share_size + handshake_mac_size;
    }

    /// The list of extensions. Precondition: the message was read by `parse`.
    [[nodiscard]] byte_view extensions() const noexcept { return detail::extensions_behind(cid); }

    /// The size of everything before the share.
    static constexpr std::size_t head_size(std::size_t cid_size, std::size_t extensions_size) noexcept {
        return 3 + cid_size + (extensions_size == 0 ? 0 : 1 + extensions_size);
    }

    /// Appends everything before the share. Preconditions: a cid of at most max_cid_size, extensions of at most 255
    /// bytes, room.
    static void write_head(std::uint8_t suite_id, byte_view cid, byte_view extensions, writer& out) noexcept {
        (void)out.write_u8(first_byte(message_kind::hey));
        (void)out.write_u8(suite_id);
        detail::write_cid(cid, extensions, out);
    }

    /// Reads one whole message into `out`; whether the share is one of its group is the caller's to check, as is what
    /// the extensions say. Errors: `errc::refused_by_peer` and `errc::malformed_alert` for an alert in clear;
    /// `errc::malformed_hey`.
    static errc parse(stored_view message, hey& out) noexcept {
        if (!message.empty() && message[0] == first_byte(message_kind::clear_alert)) {
            return equal_public(message, refused_alert) ? errc::refused_by_peer : errc::malformed_alert;
        }
        if (message.size() < 3 + handshake_mac_size || message[0] != first_byte(message_kind::hey)) {
            return errc::malformed_hey;
        }
        out.suite_id = message[1];
        out.before_finished = message.first(message.size() - handshake_mac_size);
        out.finished = message.last(handshake_mac_size);
        byte_view rest = out.before_finished.subspan(2);
        if (!detail::take_cid(rest, out.cid)) { return errc::malformed_hey; }
        out.share = rest;
        return errc::none;
    }
    static result<hey> parse(stored_view message) noexcept {
        return result<hey>{detail::fill_in_place, [&](hey& out) noexcept { return parse(message, out); }};
    }

    /// The size of the Hey that begins with `received`, as for Hello.
    static result<std::size_t> size_of(byte_view received) noexcept {
        if (received.size() < 3) { return errc::truncated; }
        return detail::size_from_cid(received, received.subspan(2), received[1], share_of::hey, errc::malformed_hey);
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
