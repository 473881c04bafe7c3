// SPDX-License-Identifier: MIT
// What a record was, once it has been opened.
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class role : std::uint8_t { client, server };

enum class record_event : std::uint8_t {
    data,        ///< content for the application, possibly none
    close,       ///< the peer has ended its direction; more may be sent to it
    key_update,  ///< nothing for the application
    ticket,      ///< for a client: `client_ticket::read` takes the content
    alert,       ///< the peer has ended the session; the code tells why
};

/// A record that was opened. The content lies in the buffer that was handed over for it.
struct opened_record {
    record_event what;
    byte_view content;
    /// The peer has moved to new keys: send a record at once, an empty one if there is nothing to say.
    bool reply_required;
    /// No record with a higher number was opened_record before: on datagrams, where the peer is now.
    bool newest;
};

/// Codes of sealed alerts; 128 to 255 are the application's.
enum class alert_code : std::uint8_t { protocol_error = 2, limit_reached = 3, going_away = 4 };

}  // namespace TSCP_ABI
}  // namespace tscp
