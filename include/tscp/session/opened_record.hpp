// SPDX-License-Identifier: MIT
// What a record was, once it has been opened.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class role : std::uint8_t { client, server };

/// The values of the first ones are those of the types of records.
enum class record_event : std::uint8_t {
    data = 0,        ///< content for the application, possibly none
    close = 2,       ///< the peer has ended its direction; more may be sent to it
    key_update = 3,  ///< nothing for the application
    ticket = 4,      ///< for a client: `client_session::read_ticket` takes it
    alert = 5,       ///< the peer has ended the session; the code says why
    ping = 6,        ///< nothing for the application: answer it by `seal_pong`
    pong = 7,        ///< nothing for the application: the answer to a ping
    ignored = 8,     ///< nothing for the application: a control record of a kind that is not known here
};

/// Codes of sealed alerts; 128 to 255 are the application's.
enum class alert_code : std::uint8_t { protocol_error = 2, limit_reached = 3, going_away = 4 };

/// The kinds of control records.
enum class control_kind : std::uint8_t { ping = 0, pong = 1 };
/// The most bytes behind the kind.
inline constexpr std::size_t max_control_size = 8;

/// The content of a ticket record: nothing but `client_session::read_ticket` has a use for it.
using ticket_record = named_view<struct ticket_record_meaning>;

/// A record that was opened. Its content lies in the buffer that was handed over for it, and is given as what it is:
/// what is no data is never taken for data.
class opened_record {
public:
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    opened_record() noexcept {}
    opened_record(record_event event, stored_view content, bool reply_is_required, bool is_newest) noexcept
        : reply_required{reply_is_required}, newest{is_newest}, event_{event}, content_{content} {}

    [[nodiscard]] record_event event() const noexcept { return event_; }
    /// The application's bytes; none where the event is another.
    [[nodiscard]] byte_view data() const noexcept { return content_if(record_event::data); }
    /// The ticket; none where the event is another.
    [[nodiscard]] ticket_record ticket() const noexcept { return ticket_record{content_if(record_event::ticket)}; }
    /// The bytes of a ping, 8 at most, which its pong repeats, and those of a pong; none where the event is another.
    [[nodiscard]] byte_view ping() const noexcept { return content_if(record_event::ping); }
    [[nodiscard]] byte_view pong() const noexcept { return content_if(record_event::pong); }
    /// Why the peer ended the session: one of the named codes or of the application's, as every other code counts as
    /// `protocol_error`; 0 where the event is another.
    [[nodiscard]] alert_code alert() const noexcept {
        const byte_view code = content_if(record_event::alert);
        if (code.empty()) { return alert_code{}; }
        const bool known = code[0] >= first_application_code ||
                           code[0] == static_cast<std::uint8_t>(alert_code::limit_reached) ||
                           code[0] == static_cast<std::uint8_t>(alert_code::going_away);
        return known ? static_cast<alert_code>(code[0]) : alert_code::protocol_error;
    }

    /// Send a record at once: the peer has moved to new keys, or waits for a pong, or this end's keys are to move on.
    /// Where there is nothing else to say, `seal_pong(record.ping(), out)`: a pong that answers no ping means nothing.
    /// Of several pings since this end's last record the newest alone needs its pong.
    bool reply_required = false;
    /// No record with a higher number was opened before: on datagrams, where the peer is now.
    bool newest = false;

private:
    static constexpr std::uint8_t first_application_code = 128;

    [[nodiscard]] byte_view content_if(record_event event) const noexcept {
        return event_ == event ? content_ : byte_view{};
    }

    record_event event_ = record_event::key_update;
    byte_view content_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
