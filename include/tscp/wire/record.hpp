// SPDX-License-Identifier: MIT
// The header of a record.
//
//     first byte = 1 | type (3 bits) | cid present (1) | sequence number of 2 bytes (1) | epoch (2)
//     stream     = first byte(1) | length(2) | sealed
//     datagram   = first byte(1) | [cid] | sequence number(1, 2) | sealed
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class record_type : std::uint8_t {
    data = 0,
    padded_data = 1,
    close = 2,
    key_update = 3,
    ticket = 4,
    alert = 5,
    control = 6,
};

/// The most content that a record carries.
inline constexpr std::size_t max_content_size = 16384;
/// The least that an endpoint may ask for as its record size limit: control records and alerts always
/// fit.
inline constexpr std::size_t min_record_size_limit = 16;

namespace detail {

/// A base, so that what a record is read into has no zeros before.
struct record_fields {
    record_type type;
    std::uint8_t epoch;                 ///< its two low bits
    std::uint8_t sequence_number_size;  ///< 0 on streams, 1 or 2 bytes
    std::uint16_t sequence_number;      ///< so many low bytes of it; 0 on streams
};

}  // namespace detail

/// A record whose content is still sealed; the views lie in the record.
struct record : detail::record_fields {
    byte_view header{uninitialized};
    byte_view sealed{uninitialized};

    static constexpr std::size_t stream_header_size = 3;
    /// With shorter tags numbers have two bytes: few failures end such a session, so that no honest record may be one.
    static constexpr std::size_t full_tag_size = 16;
    static constexpr std::size_t datagram_header_size(std::size_t cid_size, std::size_t number_size) noexcept {
        return 1 + cid_size + number_size;
    }

    /// Writes the header of a record on a stream; `length` counts content and tag. Precondition: 3 bytes, length below
    /// 2^16.
    static void write_stream_header(record_type kind, std::uint8_t epoch_bits, std::size_t length,
                                    byte_span out) noexcept {
        config::expects(length <= 0xffff);
        out[0] = first_byte(kind, epoch_bits);
        write_big_endian(length, out.subspan(1));
    }

    /// Writes the header of a record in a datagram, with as many low bytes of `full_number` as `out` has room
    /// for. Precondition: datagram_header_size bytes.
    static void write_datagram_header(record_type kind, std::uint8_t epoch_bits, byte_view cid,
                                      std::uint64_t full_number, byte_span out) noexcept {
        const byte_span number = out.subspan(1 + cid.size());
        out[0] = static_cast<std::uint8_t>(first_byte(kind, epoch_bits) | (cid.empty() ? 0U : cid_bit) |
                                           (number.size() == 2 ? two_byte_bit : 0U));
        copy_bytes(cid, out.subspan(1));
        write_big_endian(full_number, number);
    }

    /// Reads a record on a stream, whole and nothing else. `errc::malformed_record`.
    static errc read_stream(stored_view message, std::size_t tag_size, record& out) noexcept {
        if (message.size() < stream_header_size + tag_size || !has_type(message[0]) ||
            (message[0] & (cid_bit | two_byte_bit)) != 0) {
            return errc::malformed_record;
        }
        out.sequence_number_size = 0;
        out.sequence_number = 0;
        const errc error = split(message, stream_header_size, tag_size, out);
        if (read_big_endian(out.header.subspan(1)) != out.sealed.size()) { return errc::malformed_record; }
        return error;
    }

    /// Reads a datagram for the endpoint that asked for `cid`. Errors: `errc::malformed_record`, which is a number of
    /// one byte with a tag of 8 too; `errc::wrong_connection_id`.
    static errc read_datagram(stored_view message, byte_view cid, std::size_t tag_size, record& out) noexcept {
        if (message.empty() || !has_type(message[0])) { return errc::malformed_record; }
        if (((message[0] & cid_bit) != 0) == cid.empty()) { return errc::wrong_connection_id; }
        out.sequence_number_size = (message[0] & two_byte_bit) != 0 ? 2 : 1;
        const std::size_t header = datagram_header_size(cid.size(), out.sequence_number_size);
        if (message.size() < header + tag_size) { return errc::malformed_record; }
        if (tag_size < full_tag_size && out.sequence_number_size == 1) { return errc::malformed_record; }
        if (!equal_public(message.subspan(1, cid.size()), cid)) { return errc::wrong_connection_id; }
        const errc error = split(message, header, tag_size, out);
        out.sequence_number = static_cast<std::uint16_t>(read_big_endian(out.header.last(out.sequence_number_size)));
        return error;
    }

    /// True for a datagram that is a record with this connection id, which is not empty.
    static bool has_connection_id(byte_view message, byte_view cid) noexcept {
        return is_record(message) && (message[0] & cid_bit) != 0 && message.size() > cid.size() &&
               equal_public(message.subspan(1, cid.size()), cid);
    }

    /// The size of the record on a stream that begins with `received`. Errors: `errc::truncated` (three bytes are
    /// needed), `errc::malformed_record` (a length that no record has whose tag has one of these sizes).
    static result<std::size_t> size_of(byte_view received, std::size_t min_tag_size,
                                       std::size_t max_tag_size) noexcept {
        if (received.size() < stream_header_size) { return errc::truncated; }
        const auto length = static_cast<std::uint16_t>(read_big_endian(received.subspan(1, 2)));
        if (length < min_tag_size || length > max_content_size + max_tag_size) { return errc::malformed_record; }
        return stream_header_size + length;
    }

private:
    static constexpr unsigned cid_bit = 0x08;
    static constexpr unsigned two_byte_bit = 0x04;

    static constexpr std::uint8_t first_byte(record_type kind, std::uint8_t epoch_bits) noexcept {
        return static_cast<std::uint8_t>(0x80U | (static_cast<unsigned>(kind) << 4U) | (epoch_bits & 3U));
    }
    static constexpr bool has_type(std::uint8_t first) noexcept {
        return (first & 0x80U) != 0 && ((first >> 4U) & 7U) <= static_cast<unsigned>(record_type::control);
    }

    // Precondition: header and tag are there.
    static errc split(byte_view message, std::size_t header_size, std::size_t tag_size, record& out) noexcept {
        out.type = static_cast<record_type>((message[0] >> 4U) & 7U);
        out.epoch = message[0] & 3U;
        out.header = message.first(header_size);
        out.sealed = message.subspan(header_size);
        return out.sealed.size() > max_content_size + tag_size ? errc::malformed_record : errc::none;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
