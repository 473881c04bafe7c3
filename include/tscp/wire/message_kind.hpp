// SPDX-License-Identifier: MIT
// What a message is, by its first byte: docs/PROTOCOL.md, "First bytes".
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class message_kind : std::uint8_t {
    unknown = 0,
    hello = 0x31,
    hey = 0x32,
    clear_alert = 0x33,
    fragment = 0x34,
    cookie = 0x35,
    hello_with_cookie = 0x36,
    classic = 0x48,
    record = 0x80,
};

/// The first byte of a message of this kind; of a record, whose other bits vary, the one that tells it.
[[nodiscard]] constexpr std::uint8_t first_byte(message_kind kind) noexcept { return static_cast<std::uint8_t>(kind); }

/// True where the message is a record.
[[nodiscard]] inline bool is_record(byte_view message) noexcept {
    return !message.empty() && (message[0] & first_byte(message_kind::record)) != 0;
}

/// The first message of a stream decides the protocol for good.
[[nodiscard]] inline message_kind kind_of(byte_view message) noexcept {
    if (message.empty()) { return message_kind::unknown; }
    if (is_record(message)) { return message_kind::record; }
    switch (message[0]) {
        case 0x31: return message_kind::hello;
        case 0x32: return message_kind::hey;
        case 0x33: return message_kind::clear_alert;
        case 0x34: return message_kind::fragment;
        case 0x35: return message_kind::cookie;
        case 0x36: return message_kind::hello_with_cookie;
        case 0x48: return message_kind::classic;
        default: return message_kind::unknown;
    }
}

}  // namespace TSCP_ABI
}  // namespace tscp
