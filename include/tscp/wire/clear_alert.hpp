// SPDX-License-Identifier: MIT
// Alerts in clear: hints, which nothing authenticates.
//
//     0x33(1) | 1(1)                    the Hello is refused
//     0x33(1) | 5(1) | record end(8)    no session has this record; datagrams only
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/wire/message_kind.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// So many last bytes of a record tell which it was.
inline constexpr std::size_t record_end_size = 8;

enum class clear_alert_code : std::uint8_t {
    refused = 1,          ///< A Hello is not accepted, and nobody says why.
    unknown_session = 5,  ///< A record came that belongs to no session of its receiver.
};

/// The message of clear_alert_code::refused.
inline constexpr std::uint8_t refused_alert[] = {0x33, 0x01};

/// The fields of an alert in clear; the view lies in the message.
struct clear_alert {
    clear_alert_code code{};
    byte_view record_end;  ///< with clear_alert_code::unknown_session: of the record that came

    static constexpr std::size_t unknown_session_size = 2 + record_end_size;

    /// Appends the alert that a record belongs to no session. Precondition: a record of at least record_end_size bytes.
    /// Errors: `errc::buffers_overlap`, `errc::buffer_too_small`.
    static result<void> write_unknown_session(byte_view record, writer& out) noexcept {
        if (out.would_overwrite(record)) { return errc::buffers_overlap; }
        if (out.remaining() < unknown_session_size) { return errc::buffer_too_small; }
        fill_unknown_session(record, out.take(unknown_session_size));
        return {};
    }
    /// The same into a place of unknown_session_size bytes.
    static void fill_unknown_session(byte_view record, byte_span out) noexcept {
        out[0] = first_byte(message_kind::clear_alert);
        out[1] = static_cast<std::uint8_t>(clear_alert_code::unknown_session);
        copy_bytes(record.last(record_end_size), out.last(record_end_size));
    }

    /// Reads one whole message. `errc::malformed_alert`: no other size or code is defined.
    static errc parse(stored_view message, clear_alert& out) noexcept {
        if (equal_public(message, refused_alert)) {
            out.code = clear_alert_code::refused;
            out.record_end = {};
            return errc::none;
        }
        if (message.size() != unknown_session_size || message[0] != first_byte(message_kind::clear_alert) ||
            message[1] != static_cast<std::uint8_t>(clear_alert_code::unknown_session)) {
            return errc::malformed_alert;
        }
        out.code = clear_alert_code::unknown_session;
        out.record_end = message.subspan(2);
        return errc::none;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
