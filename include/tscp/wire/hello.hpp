// SPDX-License-Identifier: MIT
// Hello = 0x31(1) | mode(1) | n(1) suite[n] | len(1) identity | cid head(1) cid | [len(1) extensions] | share |
// binder(16). The cid head has the cid's size in its low four bits; bit 7: extensions follow; bits 4 to 6 mean nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/share.hpp>

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
/// One group has no more suites: 15 AEADs, and none is offered twice.
inline constexpr std::size_t max_offer_size = 15;

namespace detail {

/// The field after its size in one byte, off the front of `rest`; false where it is not all there.
TSCP_NEVER_INLINE inline bool take_sized(byte_view& rest, byte_view& field) noexcept {
    if (rest.empty() || rest.size() - 1 < rest[0]) { return false; }
    field = rest.subspan(1, rest[0]);
    rest = rest.subspan(1 + field.size());
    return true;
}

/// The connection id, and what extensions there are, off the front of `rest`; false where they are not all there, or
/// the id is too long. The extensions, after their size, lie between the id and what is left.
TSCP_NEVER_INLINE inline bool take_cid(byte_view& rest, byte_view& cid) noexcept {
    if (rest.empty()) { return false; }
    const std::size_t size = rest[0] & 0x0fU;
    std::size_t end = 1 + size;
    if ((rest[0] & 0x80U) != 0) { end += end < rest.size() ? 1U + rest[end] : 1U; }
    if (size > max_cid_size || end > rest.size()) { return false; }
    cid = rest.subspan(1, size);
    rest = rest.subspan(end);
    return true;
}

/// The extensions behind a connection id that was read: what lies around it is of the same message.
[[nodiscard]] inline byte_view extensions_behind(byte_view cid) noexcept {
    const bool extended = (*(cid.data() - 1) & 0x80U) != 0;
    return extended ? byte_view{cid.end() + 1, *cid.end()} : byte_view{};
}

/// The size of the Hello or Hey that begins with `received`, in which `rest` begins with the connection id. Errors:
/// `errc::truncated`: more bytes are needed to tell; `malformed`.
[[nodiscard]] inline result<std::size_t> size_from_cid(byte_view received, byte_view rest, std::uint8_t suite_id,
                                                       share_of message, errc malformed) noexcept {
    if (!rest.empty() && (rest[0] & 0x0fU) > max_cid_size) { return malformed; }
    byte_view cid;
    std::size_t share = 0;
    if (!take_cid(rest, cid) || !find_share_size(suite_id, message, rest, share)) { return errc::truncated; }
    if (share > 2 + max_sized_share) { return malformed; }
    return received.size() - rest.size() + share + handshake_mac_size;
}

/// Appends both. Preconditions: a cid of at most max_cid_size, room.
inline void write_cid(byte_view cid, byte_view extensions, writer& out) noexcept {
    const std::size_t start = out.size();
    (void)out.write_sized(cid);
    if (!extensions.empty()) {
        out.written_from(start)[0] |= 0x80U;
        (void)out.write_sized(extensions);
    }
}

}  // namespace detail

/// The fields of a Hello: those before the share are given to `write_head`, and all are for `parse` to fill. The views
/// lie in the message.
struct hello {
    handshake_mode mode{};
    byte_view suites{uninitialized};
    byte_view identity{uninitialized};
    byte_view cid{uninitialized};
    byte_view share{uninitialized};  ///< with the size in front of it, where the group has it there
    byte_view before_binder{uninitialized};
    byte_view binder{uninitialized};

    static constexpr std::size_t max_size(std::size_t share_size, std::size_t extensions_size = 255) noexcept {
        return head_size(max_offer_size, 255, max_cid_size, extensions_size) + share_size + handshake_mac_size;
    }

    /// The list of extensions. Precondition: the message was read by `parse`.
    [[nodiscard]] byte_view extensions() const noexcept { return detail::extensions_behind(cid); }

    /// The size of everything before the share.
    [[nodiscard]] std::size_t head_size(std::size_t extensions_size) const noexcept {
        return head_size(suites.size(), identity.size(), cid.size(), extensions_size);
    }

    /// Appends everything before the share. Preconditions: 1 to max_offer_size suites, an identity of 1 to 255 bytes, a
    /// cid of at most max_cid_size, extensions of at most 255 bytes, room.
    void write_head(byte_view extensions, writer& out) const noexcept {
        (void)out.write_u8(first_byte(message_kind::hello));
        (void)out.write_u8(static_cast<std::uint8_t>(mode));
        (void)out.write_sized(suites);
        (void)out.write_sized(identity);
        detail::write_cid(cid, extensions, out);
    }

    /// Reads one whole message into `out`. The share is what lies between the cid and the binder: whether its group has
    /// such a one is the caller's to check, as is what the extensions say. `errc::malformed_hello`.
    static errc parse(stored_view message, hello& out) noexcept {
        if (message.size() < 2 + handshake_mac_size || message[0] != first_byte(message_kind::hello) ||
            message[1] > 3) {
            return errc::malformed_hello;
        }
        out.mode = static_cast<handshake_mode>(message[1]);
        out.before_binder = message.first(message.size() - handshake_mac_size);
        out.binder = message.last(handshake_mac_size);
        byte_view rest = out.before_binder.subspan(2);
        if (!detail::take_sized(rest, out.suites) || !is_offer(out.suites) || !detail::take_sized(rest, out.identity) ||
            out.identity.empty() || !detail::take_cid(rest, out.cid)) {
            return errc::malformed_hello;
        }
        out.share = rest;
        return errc::none;
    }
    static result<hello> parse(stored_view message) noexcept {
        return result<hello>{detail::fill_in_place, [&](hello& out) noexcept { return parse(message, out); }};
    }

    /// The size of the Hello that begins with `received`, from its own bytes, known group or not.
    /// `errc::truncated`: more bytes are needed to tell; `errc::malformed_hello`.
    static result<std::size_t> size_of(byte_view received) noexcept {
        byte_view suites;
        byte_view skipped;
        if (received.size() < 2) { return errc::truncated; }
        if (received[1] > 3) { return errc::malformed_hello; }
        byte_view rest = received.subspan(2);
        if (!detail::take_sized(rest, suites)) { return errc::truncated; }
        if (!is_offer(suites)) { return errc::malformed_hello; }
        if (!detail::take_sized(rest, skipped)) { return errc::truncated; }
        if (skipped.empty()) { return errc::malformed_hello; }
        return detail::size_from_cid(received, rest, suites[0], share_of::hello, errc::malformed_hello);
    }

private:
    static constexpr std::size_t head_size(std::size_t offer, std::size_t id, std::size_t cid_size,
                                           std::size_t extensions_size) noexcept {
        return 3 + offer + 1 + id + 1 + cid_size + (extensions_size == 0 ? 0 : 1 + extensions_size);
    }

    // 1 to 15 suites of one group, none twice. A server skips those that it does not know.
    TSCP_NEVER_INLINE_IF_SMALL static bool is_offer(byte_view suites) noexcept {
        unsigned seen = 1;  // bit i: AEAD i; there is no AEAD 0
        for (const std::uint8_t suite : suites) {
            const unsigned aead = suite & 0x0fU;
            if ((suite ^ aead) != (suites[0] & 0xf0U) || (seen >> aead & 1U) != 0) { return false; }
            seen |= 1U << aead;
        }
        return !suites.empty();
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
