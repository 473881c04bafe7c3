// SPDX-License-Identifier: MIT
// The forms of the fuzz targets' inputs. `mend` puts right what stands in a parser's way, first bytes and lengths, so
// that mutants reach what lies behind it. The forms are those of include/tscp/wire and docs/PROTOCOL.md; size and every
// other byte stay, and an input that is right already stays as it is.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/framing/slip.hpp>
#include <tscp/session/snapshot.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/record.hpp>

namespace fuzz {

enum class format : std::uint8_t {
    hello,
    hey,
    record,          ///< of a stream, or of a datagram: then a cid is one byte, four times
    stream_message,  ///< a Hello, a Hey, or a record of a stream, by its first byte
    ticket,          ///< a `ticket_part` and what it says
    snapshot,        ///< of test::stream_profile or test::datagram_profile
    fragments,       ///< units, each after its size in the low 5 bits of a byte
    slip,            ///< bytes of a line
    channel,         ///< a `channel_part` and what it says
};

/// The low two bits of a ticket input's first byte.
enum class ticket_part : std::uint8_t { stored, record, sealed, plaintext };

/// The low two bits of a channel input's first byte. Bit 2 of it: on datagrams.
enum class channel_part : std::uint8_t { script, hello, hey, first_record };

/// The size of a cid in inputs with records of datagrams.
inline constexpr std::size_t cid_size = 4;
/// Room for a datagram of a line.
inline constexpr std::size_t slip_capacity = 300;
/// Room for a message in fragments.
inline constexpr std::size_t reassembler_capacity = 100;
/// The id of the key that seals tickets.
inline constexpr std::uint32_t ticket_key_id = 0x31323334;

namespace detail {

/// `value` where it lies in [low, high], else a value that does. Precondition: low <= high.
constexpr std::size_t into(std::size_t value, std::size_t low, std::size_t high) {
    return value >= low && value <= high ? value : low + value % (high - low + 1);
}

constexpr std::size_t smaller(std::size_t a, std::size_t b) { return a < b ? a : b; }

/// 0 where the share says its size itself.
constexpr std::size_t share_size(unsigned group, tscp::share_of message) {
    return group < tscp::first_sized_group ? tscp::fixed_share_size(static_cast<std::uint8_t>(group), message) : 0;
}

/// Writes the size of a share that is all of `share`, where its group has it there.
inline void mend_share(unsigned group, tscp::byte_span share) {
    if (group >= tscp::first_sized_group && share.size() >= 2) {
        tscp::write_big_endian(share.size() - 2, share.first(2));
    }
}

/// Makes suites one group's, none twice. Precondition: 1 to 15 of them.
inline void mend_suites(tscp::byte_span suites) {
    const unsigned group = suites[0] & 0xf0U;
    unsigned used = 1;  // bit i: AEAD i; there is no AEAD 0
    for (std::uint8_t& suite : suites) {
        unsigned aead = suite & 0x0fU;
        while ((used >> aead & 1U) != 0) { aead = aead % 15 + 1; }
        used |= 1U << aead;
        suite = static_cast<std::uint8_t>(group | aead);
    }
}

/// 0x31(1) | mode(1) | n(1) suite[n] | len(1) identity | cid head(1) cid | share | binder(16). Where there is room for
/// the group's share, identity and cid leave just that. Extensions stay where all is right already.
inline void mend_hello(tscp::byte_span message) {
    constexpr std::size_t least = 2 + 2 + 2 + 1 + tscp::handshake_mac_size;
    if (message.size() < least) { return; }
    message[0] = tscp::first_byte(tscp::message_kind::hello);
    if (const auto size = tscp::hello::size_of(message); size && *size == message.size()) { return; }
    message[1] &= 3U;
    const std::size_t suites = into(message[2], 1, smaller(15, message.size() - least + 1));
    message[2] = static_cast<std::uint8_t>(suites);
    mend_suites(message.subspan(3, suites));

    const tscp::byte_span fields = message.first(message.size() - tscp::handshake_mac_size).subspan(3 + suites);
    const std::size_t room = fields.size() - 2;
    const std::size_t share = share_size(message[3] >> 4U, tscp::share_of::hello);
    const std::size_t both = share != 0 && room > share ? room - share : 0;
    std::size_t identity = 0;
    std::size_t cid = 0;
    if (both >= 1 && both <= 255 + tscp::max_cid_size) {
        identity = into(fields[0], both > 1 + tscp::max_cid_size ? both - tscp::max_cid_size : 1, smaller(both, 255));
        cid = both - identity;
    } else {
        identity = into(fields[0], 1, smaller(room, 255));
        cid = into(fields[1 + identity], 0, smaller(room - identity, tscp::max_cid_size));
    }
    fields[0] = static_cast<std::uint8_t>(identity);
    fields[1 + identity] = static_cast<std::uint8_t>(cid);
    mend_share(message[3] >> 4U, fields.subspan(2 + identity + cid));
}

/// 0x32(1) | suite(1) | cid head(1) cid | share | finished(16). Where it can, the cid leaves the share its group's
/// size. Extensions stay where all is right already.
inline void mend_hey(tscp::byte_span message) {
    constexpr std::size_t least = 3 + tscp::handshake_mac_size;
    if (message.size() < least) { return; }
    message[0] = tscp::first_byte(tscp::message_kind::hey);
    if (const auto size = tscp::hey::size_of(message); size && *size == message.size()) { return; }
    const std::size_t room = message.size() - least;
    const std::size_t share = share_size(message[1] >> 4U, tscp::share_of::hey);
    const bool fits = share != 0 && room >= share && room - share <= tscp::max_cid_size;
    message[2] =
        static_cast<std::uint8_t>(fits ? room - share : into(message[2], 0, smaller(room, tscp::max_cid_size)));
    mend_share(message[1] >> 4U, message.subspan(3, room).subspan(message[2]));
}

/// stream: first byte(1) | length(2) | sealed, datagram: first byte(1) | [cid] | number(1, 2) | sealed. The type 7
/// becomes 3.
inline void mend_record(tscp::byte_span message) {
    if (message.size() < 3) { return; }
    message[0] |= 0x80U;
    if ((message[0] & 0x70U) == 0x70U) { message[0] &= 0xbfU; }
    if ((message[0] & 0x0cU) == 0) {
        tscp::write_big_endian(message.size() - 3, message.subspan(1, 2));
    } else if ((message[0] & 0x08U) != 0 && message.size() > cid_size) {
        for (std::uint8_t& byte : message.subspan(1, cid_size)) { byte = message[1]; }
    }
}

inline void mend_stream_message(tscp::byte_span message) {
    switch (tscp::kind_of(message)) {
        case tscp::message_kind::hello: return mend_hello(message);
        case tscp::message_kind::hey: return mend_hey(message);
        case tscp::message_kind::record:
            message[0] &= 0xf3U;  // a stream's
            return mend_record(message);
        default: return;
    }
}

/// stored: format(1) | flags(1) | lifetime(4) | psk(32) | len(1) ticket; record: lifetime(4) | flags(1) | number(8) |
/// ticket; sealed: key id(4) | nonce(12) | ...
inline void mend_ticket(tscp::byte_span input) {
    if (input.empty()) { return; }
    const tscp::byte_span ticket = input.subspan(1);
    constexpr std::size_t size_at = 1 + 1 + 4 + 32;
    const auto part = static_cast<ticket_part>(input[0] & 3U);
    if (part == ticket_part::stored && ticket.size() > size_at + 1 && ticket.size() <= size_at + 1 + 255) {
        ticket[0] = 1;
        ticket[1] &= 1U;
        ticket[size_at] = static_cast<std::uint8_t>(ticket.size() - size_at - 1);
    }
    if (part == ticket_part::record && ticket.size() > 13) {
        for (std::uint8_t& byte : ticket.subspan(5, 7)) { byte = 0; }
        ticket[12] = static_cast<std::uint8_t>(ticket[12] % 255);
    }
    if (part == ticket_part::sealed && ticket.size() >= 4) { tscp::write_big_endian(ticket_key_id, ticket.first(4)); }
}

/// The form is in include/tscp/session/snapshot.hpp; the peer's cid, and a server's client's name, take what is left.
inline void mend_snapshot(tscp::byte_span snapshot) {
    constexpr std::size_t fixed = tscp::detail::snapshot_fixed_size;
    constexpr std::size_t secrets = 1 + 32 + 1 + 32;
    constexpr std::size_t server_times = 1 + 8 + 8;
    constexpr std::size_t end = 64 + tscp::detail::snapshot_check_size;
    if (snapshot.size() < fixed + 1 + end) { return; }
    snapshot[0] = 3;
    const bool on_datagrams = (snapshot[1] & 2U) != 0;
    snapshot[1] = static_cast<std::uint8_t>((snapshot[1] & 7U) | (on_datagrams ? cid_size << 4U : 0U));
    // The peer's epoch and limit are what they can be.
    if (((snapshot[3] - (snapshot[3] >> 2U)) & 3U) != 0) {
        snapshot[3] = static_cast<std::uint8_t>((snapshot[3] & 0xf3U) | (snapshot[3] & 3U) << 2U);
    }
    const tscp::byte_span limit = snapshot.subspan(fixed - 2, 2);
    tscp::write_big_endian(into(tscp::read_big_endian(limit), tscp::min_record_size_limit, tscp::max_content_size),
                           limit);
    const bool of_server = (snapshot[1] & 1U) != 0;
    const bool of_session = (snapshot[1] & 4U) != 0;
    const std::size_t size_at = fixed + (on_datagrams ? cid_size : 0);
    const std::size_t least = size_at + 1 + (of_session ? secrets + (of_server ? server_times + 1 : 0) : 0) + end;
    if (snapshot.size() >= least) {
        const std::size_t room = snapshot.size() - least;
        if (of_session && of_server) {
            const std::size_t cid = into(snapshot[size_at], 0, smaller(room, tscp::max_cid_size));
            const std::size_t name_at = size_at + 1 + cid + secrets + server_times;
            snapshot[name_at - server_times] &= 1U;
            snapshot[size_at] = static_cast<std::uint8_t>(cid);
            snapshot[name_at] = static_cast<std::uint8_t>(smaller(room - cid, 255));
        } else {
            snapshot[size_at] = static_cast<std::uint8_t>(smaller(room, 255));
        }
        const std::size_t suite_at = size_at + 1 + snapshot[size_at];
        if (of_session && snapshot[suite_at] == 0) { snapshot[suite_at] = 0x11; }
    }
}

/// unit = size(1) | 0x34(1) | id(1) | last (1 bit) index (7) | bytes. Puts the fragments in order, as their sizes
/// allow: a shorter one is the last of its message, and a message begins with a longer one, with the one after the
/// last, and under the next id. Units of other kinds stay.
inline void mend_fragments(tscp::byte_span input) {
    unsigned index = 0;
    unsigned id = 256;  // none yet
    std::size_t piece = 0;
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t size = smaller(input[at] & 31U, input.size() - at - 1);
        const tscp::byte_span unit = input.subspan(at + 1, size);
        input[at] = static_cast<std::uint8_t>((input[at] & 0xe0U) | size);
        at += 1 + size;
        if (tscp::kind_of(unit) != tscp::message_kind::fragment || size < 4) { continue; }
        if (id == 256) { id = unit[1]; }
        if (index != 0 && size > piece) {
            index = 0;
            id = (id + 1) % 256;
        }
        if (index == 0) { piece = size; }
        const bool last = (unit[2] & 0x80U) != 0 || index == 127 || size < piece || at == input.size();
        unit[1] = static_cast<std::uint8_t>(id);
        unit[2] = static_cast<std::uint8_t>((last ? 0x80U : 0U) | index);
        index = last ? 0 : index + 1;
        if (last) { id = (id + 1) % 256; }
    }
}

/// Ends the last frame, and lets every escape stand for a byte.
inline void mend_slip(tscp::byte_span line) {
    if (line.empty()) { return; }
    line[line.size() - 1] = tscp::slip::end;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        if (line[i] != tscp::slip::escape) { continue; }
        if (i + 2 == line.size()) {
            line[i] = tscp::slip::escaped_end;
            continue;
        }
        ++i;
        if (line[i] != tscp::slip::escaped_end && line[i] != tscp::slip::escaped_escape) {
            line[i] = tscp::slip::escaped_end;
        }
    }
}

inline void mend_channel(tscp::byte_span input) {
    if (input.empty()) { return; }
    switch (static_cast<channel_part>(input[0] & 3U)) {
        case channel_part::script: return;
        case channel_part::hello: return mend_hello(input.subspan(1));
        case channel_part::hey: return mend_hey(input.subspan(1));
        case channel_part::first_record: return mend_record(input.subspan(1));
    }
}

}  // namespace detail

/// Puts the input right as far as its form and size allow.
inline void mend(format form, tscp::byte_span input) {
    switch (form) {
        case format::hello: return detail::mend_hello(input);
        case format::hey: return detail::mend_hey(input);
        case format::record: return detail::mend_record(input);
        case format::stream_message: return detail::mend_stream_message(input);
        case format::ticket: return detail::mend_ticket(input);
        case format::snapshot: return detail::mend_snapshot(input);
        case format::fragments: return detail::mend_fragments(input);
        case format::slip: return detail::mend_slip(input);
        case format::channel: return detail::mend_channel(input);
    }
}

}  // namespace fuzz
