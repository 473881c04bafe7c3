// SPDX-License-Identifier: MIT
// Hello = 0x31(1) | mode(1) | n(1) suite[n] | len(1) identity | len(1) cid | share | binder(16)
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// How the two ends know each other: docs/PROTOCOL.md, "Modes".
enum class handshake_mode : std::uint8_t {
    external_psk = 0,
    resumption = 1,
    static_keys = 2,
    static_keys_and_psk = 3,
};

inline constexpr std::size_t max_cid_size = 8;
inline constexpr std::size_t handshake_mac_size = 16;

/// The fields of a Hello; the views lie in the message.
struct hello {
    handshake_mode mode{};
    byte_view suites;
    byte_view identity;
    byte_view cid;
    byte_view share;
    byte_view before_binder = {};
    byte_view binder = {};

    static constexpr std::size_t max_size(std::size_t share_size) noexcept {
        return 3 + 16 + 1 + 255 + 1 + max_cid_size + share_size + handshake_mac_size;
    }

    /// The size of the message with these fields.
    [[nodiscard]] std::size_t size() const noexcept {
        return 3 + suites.size() + 1 + identity.size() + 1 + cid.size() + share.size() + handshake_mac_size;
    }

    /// Appends everything before the share. Preconditions: 1 to 16 suites, an identity of 1 to 255 bytes, a cid of at
    /// most max_cid_size, room.
    void write_head(writer& out) const noexcept {
        (void)out.write_u8(first_byte(message_kind::hello));
        (void)out.write_u8(static_cast<std::uint8_t>(mode));
        (void)out.write_sized(suites);
        (void)out.write_sized(identity);
        (void)out.write_sized(cid);
    }

    /// Reads one whole message into `out`. The share is what lies between the cid and the binder: whether it has its
    /// group's size is the caller's to check. `errc::malformed_hello`.
    static errc parse(stored_view message, hello& out) noexcept {
        if (message.size() < 2 + handshake_mac_size || message[0] != first_byte(message_kind::hello) ||
            message[1] > 3) {
            return errc::malformed_hello;
        }
        out.mode = static_cast<handshake_mode>(message[1]);
        out.before_binder = message.first(message.size() - handshake_mac_size);
        out.binder = message.last(handshake_mac_size);
        byte_view rest = out.before_binder.subspan(2);
        if (!take_sized(rest, out.suites) || !is_offer(out.suites) || !take_sized(rest, out.identity) ||
            out.identity.empty() || !take_sized(rest, out.cid) || out.cid.size() > max_cid_size) {
            return errc::malformed_hello;
        }
        out.share = rest;
        return errc::none;
    }
    static result<hello> parse(stored_view message) noexcept {
        return result<hello>{detail::fill_in_place, [&](hello& out) noexcept { return parse(message, out); }};
    }

    /// The size of the Hello that begins with `received`, from its own bytes. `share_size(group)` gives the size of a
    /// group's share, or 0. `errc::truncated`: more bytes are needed to tell; `errc::malformed_hello`.
    template <class ShareSize>
    static result<std::size_t> size_of(byte_view received, const ShareSize& share_size) noexcept {
        byte_view suites;
        byte_view skipped;
        if (received.size() < 2) { return errc::truncated; }
        if (received[1] > 3) { return errc::malformed_hello; }
        byte_view rest = received.subspan(2);
        if (!take_sized(rest, suites)) { return errc::truncated; }
        const std::size_t share = is_offer(suites) ? share_size(static_cast<std::uint8_t>(suites[0] >> 4U)) : 0;
        if (share == 0) { return errc::malformed_hello; }
        if (!take_sized(rest, skipped)) { return errc::truncated; }
        if (skipped.empty()) { return errc::malformed_hello; }
        if (!take_sized(rest, skipped)) { return errc::truncated; }
        if (skipped.size() > max_cid_size) { return errc::malformed_hello; }
        return received.size() - rest.size() + share + handshake_mac_size;
    }

private:
    // The field after its size in one byte, off the front of `rest`; false where it is not all there.
    TSCP_NEVER_INLINE static bool take_sized(byte_view& rest, byte_view& field) noexcept {
        if (rest.empty() || rest.size() - 1 < rest[0]) { return false; }
        field = rest.subspan(1, rest[0]);
        rest = rest.subspan(1 + field.size());
        return true;
    }

    // 1 to 16 suites of one group, none twice. A server skips those that it does not know.
    static bool is_offer(byte_view suites) noexcept {
        if (suites.empty() || suites.size() > 16) { return false; }
        for (std::size_t i = 0; i < suites.size(); ++i) {
            if ((suites[i] >> 4U) != (suites[0] >> 4U) || (suites[i] & 0x0fU) == 0) { return false; }
            for (std::size_t j = 0; j < i; ++j) {
                if (suites[j] == suites[i]) { return false; }
            }
        }
        return true;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
