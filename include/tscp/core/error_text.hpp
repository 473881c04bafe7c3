// SPDX-License-Identifier: MIT
// A sentence for each error. Optional: a program that does not include it does not carry the texts.
#pragma once

#include <tscp/core/result.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What an error means, for people.
[[nodiscard]] constexpr const char* describe(errc error) noexcept {
    switch (error) {
        case errc::none: return "no error";
        case errc::buffer_too_small: return "the buffer is too small";
        case errc::truncated: return "the message ends too early";
        case errc::malformed_hex: return "the text is not hexadecimal";
        case errc::malformed_number: return "a number is not written as plain decimal digits";
        case errc::out_of_range: return "a number is out of its range";
        case errc::random_failed: return "the random generator failed";
        case errc::backend_failed: return "the cryptographic backend failed";
        case errc::state_consumed: return "the object was moved from, or has been used up";
        case errc::buffers_overlap: return "input and output share memory where they must not";
        case errc::message_too_long: return "the message is too long";
        case errc::unexpected_message: return "this message does not belong here";
        case errc::trailing_field: return "the message has a field too many";
        case errc::wrong_organisation: return "the Hello names another organisation";
        case errc::malformed_id: return "a session id is malformed";
        case errc::wrong_id: return "the Hey answers another client";
        case errc::malformed_offer: return "the list of suites is malformed";
        case errc::no_common_suite: return "no suite is known to both sides";
        case errc::suite_not_offered: return "the server chose a suite that was not offered";
        case errc::seed_out_of_range: return "the seed p is out of its bounds";
        case errc::public_value_out_of_range: return "a public value is not between 1 and the modulus";
        case errc::public_value_not_masked: return "a public value is not a multiple of the mask";
        case errc::malformed_hey: return "the Hey cannot be read";
        case errc::malformed_hello: return "the Hello cannot be read";
        case errc::not_text: return "the data is not UTF-8 text";
        case errc::data_has_separator: return "the data holds a ':', which classic cannot carry";
        case errc::data_has_nul: return "the data holds a NUL, which classic's AES suite cannot carry";
        case errc::data_not_ascii: return "the data is not ASCII, which classic's AES suite cannot carry";
        case errc::message_unreadable: return "the message cannot be read (!X)";
        case errc::wrong_client: return "the message names another client (!C)";
        case errc::wrong_server: return "the message names another server (!S)";
        case errc::wrong_check: return "the message's check is wrong (!H)";
        case errc::invalid_identity: return "an identity or key id has 1 to 255 bytes";
        case errc::invalid_psk: return "a PSK has 16 to 64 bytes, not all of them zero";
        case errc::invalid_private_key: return "the private key has the wrong size, or is all zeros";
        case errc::invalid_public_key: return "the peer's static public key has the wrong size";
        case errc::own_public_key: return "the peer's static public key is one's own";
        case errc::invalid_suites:
            return "the suites are not of this profile, are of two groups, or one is named twice";
        case errc::group_none_not_allowed: return "this credential or ticket must not be used with group none";
        case errc::group_not_static: return "static keys need a group whose keys may be static";
        case errc::invalid_connection_id: return "the connection id has another size than the profile's";
        case errc::context_too_long: return "the context has more than 65,535 bytes";
        case errc::invalid_name: return "the directory's name for the client is longer than the profile allows";
        case errc::invalid_ticket_key: return "the ticket key has the wrong size, or is all zeros";
        case errc::mode_not_served: return "the Hello asks for a mode that is not served here";
        case errc::unknown_identity: return "the Hello names an identity that is not known here";
        case errc::wrong_binder:
            return "the Hello does not prove that its sender has the key; or the context or framing differs";
        case errc::wrong_finished:
            return "the Hey does not prove that its sender has the key; or the context or framing differs";
        case errc::refused_by_peer:
            return "the server refused the Hello: an unknown identity, another key, context or framing, or no suite in "
                   "common";
        case errc::ticket_refused:
            return "the ticket cannot be opened, is too old, or its client is not authorized any more";
        case errc::no_ticket_key: return "no ticket key was added";
        case errc::ticket_expired: return "a ticket with these terms would have expired already";
        case errc::malformed_ticket: return "the ticket cannot be read";
        case errc::ticket_outdated: return "a newer ticket of the session was taken, or its tickets were given up";
        case errc::no_more_tickets: return "the session gives no more tickets: 255 were made, or they were given up";
        case errc::no_channel_binding: return "a session with group none has no channel binding";
        case errc::cookie_required: return "the Hello is to come again with a cookie";
        case errc::malformed_cookie: return "the cookie cannot be read";
        case errc::wrong_cookie: return "the cookie answers another Hello";
        case errc::unexpected_cookie: return "a cookie was answered already since the Hello was sent last";
        case errc::malformed_alert: return "the alert in clear cannot be read, or does not belong here";
        case errc::malformed_record: return "the record cannot be read";
        case errc::wrong_epoch: return "the record belongs to keys that are not in use";
        case errc::wrong_connection_id: return "the record has another connection id";
        case errc::replayed: return "the record was opened before, or is too old to tell";
        case errc::not_authentic: return "the record is forged or damaged";
        case errc::protocol_violation: return "the peer broke the protocol";
        case errc::session_ended: return "the session has ended";
        case errc::direction_closed: return "this end has closed its direction";
        case errc::update_not_allowed: return "the keys cannot be updated before the peer has used them";
        case errc::limit_reached: return "the key has reached its limit";
        case errc::snapshot_refused: return "the snapshot is not the newest, was restored before, or could not be made";
        case errc::malformed_snapshot: return "the snapshot is damaged, or of another kind of session";
        case errc::malformed_fragment: return "the fragment is no piece of any message";
        case errc::misplaced_fragment: return "the fragment does not fit those before it, or the buffer";
        case errc::record_too_long: return "the record has more content than this end takes";
        case errc::no_session: return "no session has the record's connection id or link";
        case errc::has_session: return "the record is of a session that is known: there is no hint for it";
        case errc::too_many_hints: return "too many hints were sent a short time ago";
        case errc::connection_id_in_use: return "a half-open session has this connection id";
        case errc::table_full: return "the table of half-open sessions has no place";
        case errc::client_has_place: return "the client has a half-open session already";
        case errc::stale_cookie: return "the client has half-open sessions with newer cookies";
        default: return "an unknown error";
    }
}

}  // namespace TSCP_ABI
}  // namespace tscp
