// SPDX-License-Identifier: MIT
// The header of a record.
//
//     first byte = 1 | type (3 bits) | cid present (1) | number of 2 bytes (1) | epoch (2)
//     stream     = first byte(1) | length(2) | sealed          datagram = first byte(1) | [cid] | number(1, 2) | sealed
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class record_type : std::uint8_t {
    data = 0,
    padded_data = 1,
    close = 2,
    key_update = 3,
    ticket = 4,
    alert = 5,
};

/// The most content that a record carries.
inline constexpr std::size_t max_content_size = 16384;

/// A record whose content is still sealed; the views lie in the record.
struct record {
    record_type type;
    std::uint8_t epoch;    // its two low bits
    unsigned number_bits;  // 0 on streams, 8 or 16
    std::uint16_t number;  // so many low bits of the number
    byte_view header;
    byte_view sealed;

    static constexpr std::uint8_t cid_bit = 0x08;
    static constexpr std::uint8_t wide_bit = 0x04;

    static constexpr std::uint8_t first_byte(record_type type, std::uint8_t epoch) noexcept {
        return static_cast<std::uint8_t>(0x80U | (static_cast<unsigned>(type) << 4U) | epoch);
    }

    /// A record on a stream, whole and nothing else. `errc::malformed_record`.
    static result<record> read_stream(byte_view message, std::size_t tag_size) noexcept {
        if (message.size() < 3 + tag_size || message.size() > 3 + max_content_size + tag_size) {
            return errc::malformed_record;
        }
        const std::size_t length = static_cast<std::size_t>(message[1]) << 8U | message[2];
        if (!has_type(message[0]) || (message[0] & (cid_bit | wide_bit)) != 0 || length != message.size() - 3) {
            return errc::malformed_record;
        }
        return record{type_of(message[0]), epoch_of(message[0]), 0, 0, message.first(3), message.subspan(3)};
    }

    /// A datagram for the endpoint that asked for `cid`. `errc::malformed_record`, `errc::wrong_connection_id`.
    static result<record> read_datagram(byte_view message, byte_view cid, std::size_t tag_size) noexcept {
        if (message.empty() || !has_type(message[0])) { return errc::malformed_record; }
        const std::size_t number_size = (message[0] & wide_bit) != 0 ? 2 : 1;
        const std::size_t header = 1 + cid.size() + number_size;
        if (((message[0] & cid_bit) != 0) == cid.empty()) { return errc::wrong_connection_id; }
        if (message.size() < header + tag_size || message.size() > header + max_content_size + tag_size) {
            return errc::malformed_record;
        }
        if (!equal_public(message.subspan(1, cid.size()), cid)) { return errc::wrong_connection_id; }
        const unsigned last = message[header - 1];
        const unsigned number = number_size == 2 ? static_cast<unsigned>(message[header - 2]) << 8U | last : last;
        return record{type_of(message[0]),
                      epoch_of(message[0]),
                      static_cast<unsigned>(8 * number_size),
                      static_cast<std::uint16_t>(number),
                      message.first(header),
                      message.subspan(header)};
    }

    /// The size of the record on a stream that begins with `received`. `errc::truncated`: three bytes are needed.
    static result<std::size_t> size_of(byte_view received) noexcept {
        if (received.size() < 3) { return errc::truncated; }
        return std::size_t{3} + (static_cast<std::size_t>(received[1]) << 8U | received[2]);
    }

private:
    static constexpr bool has_type(std::uint8_t first) noexcept {
        return (first & 0x80U) != 0 && ((first >> 4U) & 7U) <= static_cast<unsigned>(record_type::alert);
    }
    static constexpr record_type type_of(std::uint8_t first) noexcept {
        return static_cast<record_type>((first >> 4U) & 7U);
    }
    static constexpr std::uint8_t epoch_of(std::uint8_t first) noexcept { return first & 3U; }
};

}  // namespace TSCP_ABI
}  // namespace tscp
