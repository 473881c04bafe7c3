// SPDX-License-Identifier: MIT
// `result<T>`: a value or one error of the flat list `errc`. It never throws and never allocates.
#pragma once

#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Everything that can go wrong, in one list; the values are stable from the first release on. Each says when it comes,
/// whose fault it is, and whether to try again. The sentences for people are in core/error_text.hpp.
enum class [[nodiscard]] errc : std::uint8_t{
    none = 0,

    // any protocol
    buffer_too_small =
        1,              ///< The caller's buffer cannot hold the result; nothing changed: call again with a larger one.
    truncated = 2,      ///< The message ends too early; on a stream: read more and call again.
    malformed_hex = 3,  ///< The caller's text is not hexadecimal.
    malformed_number = 4,   ///< A number is not written as plain decimal digits: the sender's fault.
    out_of_range = 5,       ///< An argument is outside the range its function states: the caller's fault.
    random_failed = 6,      ///< The random generator gave nothing: this device's fault; nothing was sent, retry.
    backend_failed = 7,     ///< A cryptographic vendor reported a failure: this device's fault.
    state_consumed = 8,     ///< The object was moved from or used up: the caller's fault, final for the object.
    buffers_overlap = 9,    ///< Input and output share memory where they must not: the caller's fault; nothing changed.
    message_too_long = 10,  ///< More content than a message carries: the caller's fault; nothing changed.

    // the handshake of classic
    unexpected_message = 20,         ///< Another kind of message was due: the peer's fault, final on streams.
    trailing_field = 21,             ///< The message has a field too many: the peer's fault.
    wrong_organisation = 22,         ///< The Hello names another organisation: the peer's fault.
    malformed_id = 23,               ///< A session id is malformed: the peer's fault.
    wrong_id = 24,                   ///< The Hey answers another client: wait for one's own.
    malformed_offer = 25,            ///< The list of suites is malformed: the peer's fault.
    no_common_suite = 26,            ///< No suite is known to both ends (both protocols): a setting of either end.
    suite_not_offered = 27,          ///< The server chose a suite that was not offered: the peer's fault.
    seed_out_of_range = 28,          ///< The seed p is out of its bounds: the peer's fault.
    public_value_out_of_range = 29,  ///< A public value that its group refuses (both protocols): the peer's fault.
    public_value_not_masked = 30,    ///< A public value is not a multiple of the mask: the peer's fault.
    malformed_hey = 31,              ///< The Hey cannot be read (both protocols): the peer's fault or damage.
    malformed_hello = 32,            ///< The Hello cannot be read (both protocols): the peer's fault or damage.

    // the messages of classic
    not_text = 40,            ///< The caller's data is not UTF-8.
    data_has_separator = 41,  ///< The caller's data holds a ':', which classic cannot carry.
    data_has_nul = 42,        ///< The caller's data holds a NUL, which the suite AES cannot carry.
    data_not_ascii = 43,      ///< The caller's data is not ASCII, which the suite AES cannot carry.
    message_unreadable = 44,  ///< The message cannot be read: damage, or another key.
    wrong_client = 45,        ///< The message names another client: not for this session.
    wrong_server = 46,        ///< The message names another server: not for this session.
    wrong_check = 47,         ///< The message's check is wrong: damage or forgery.

    // TSCP 2, settings: this end's fault, final until they are mended
    invalid_identity = 60,        ///< An identity or key id has 1 to 255 bytes.
    invalid_psk = 61,             ///< A PSK has 16 to 64 bytes, not all of them zero.
    invalid_private_key = 62,     ///< A private key has another size, or is all zeros.
    invalid_public_key = 63,      ///< The peer's static public key has another size than the group's.
    own_public_key = 64,          ///< The peer's static public key is one's own.
    invalid_suites = 65,          ///< Suites that the profile lacks, of two groups, or one twice.
    group_none_not_allowed = 66,  ///< The credential, or the ticket, does not allow group none.
    group_not_static = 67,        ///< Static keys with a group whose keys are for one handshake only.
    invalid_connection_id = 68,   ///< A connection id of another size than the profile's.
    context_too_long = 69,        ///< A context has at most 65,535 bytes.
    invalid_name = 70,            ///< The directory's name for a client is longer than the profile's max_name_size.
    invalid_ticket_key = 71,      ///< A ticket key of another size than its AEAD's, or all zeros.

    // TSCP 2, the handshake
    mode_not_served = 80,   ///< The Hello asks for a mode that this server or entry does not serve: refused.
    unknown_identity = 81,  ///< The directory does not know the identity: refused.
    wrong_binder = 82,      ///< The client has another key, context or framing, or the Hello is damaged: refused.
    wrong_finished = 83,    ///< The server has another key, context or framing, or the Hey is damaged.
    refused_by_peer = 84,   ///< An alert in clear: a hint that the server refused the Hello.
    ticket_refused = 85,  ///< The ticket does not open, is too old, or its client is not authorized any more: refused.
    no_ticket_key = 86,   ///< No ticket key was added: this server's fault.
    ticket_expired = 87,  ///< A ticket with these terms would be over already: this server's fault.
    malformed_ticket = 88,   ///< The ticket record or stored ticket cannot be read: the server's fault, or damage.
    cookie_required = 90,    ///< The server wants a cookie before it keeps anything: send one.
    malformed_cookie = 91,   ///< The message is not a cookie: dropped.
    wrong_cookie = 92,       ///< The cookie answers another Hello: dropped.
    unexpected_cookie = 93,  ///< A cookie was answered since the Hello was sent last: dropped.
    malformed_alert = 94,    ///< An alert in clear that is not one, or is not due: dropped, or final on streams.

    // TSCP 2, what a session leaves beside its channel
    ticket_outdated = 96,  ///< A newer ticket of the session was taken, or its tickets were given up: ignore this one.
    no_more_tickets = 97,  ///< The session's 255 tickets were made, or given up: final for tickets.
    no_channel_binding = 98,  ///< A session with group none has no channel binding: final.

    // TSCP 2, records
    malformed_record = 100,     ///< The record cannot be read: damage; dropped on datagrams, final on streams.
    wrong_epoch = 101,          ///< The record belongs to keys that are not in use: dropped, or final on streams.
    wrong_connection_id = 102,  ///< The record has another connection id: dropped.
    replayed = 103,             ///< The record was opened before, is too old to tell, or follows the close: dropped.
    not_authentic = 104,        ///< The tag does not verify: damage or forgery; dropped, or final on streams.
    protocol_violation = 105,   ///< The peer broke the protocol in an authentic record: final.
    session_ended = 106,        ///< The session has ended before: final.
    direction_closed = 107,     ///< This end has closed its direction: final for sealing.
    update_not_allowed = 108,   ///< The peer has not used the present keys yet: try again after its next record.
    limit_reached = 109,     ///< The key has reached its limit: final for sealing; where it counted forgeries, for all.
    snapshot_refused = 110,  ///< Not the newest snapshot of this cell, or restored before; or the cell could not store.
    malformed_snapshot = 111,  ///< The snapshot is damaged, or of another kind of session.
    malformed_fragment = 112,  ///< The fragment is no piece of any message: dropped.
    record_too_long = 113,     ///< The record has more content than this end takes: dropped, or final on streams.
    misplaced_fragment = 116,  ///< The fragment does not fit those before it, or the buffer: dropped.

    // TSCP 2, a server's half-open sessions
    no_session = 120,            ///< No session has the record's connection id, or link: dropped.
    has_session = 121,           ///< A session has the record's connection id, or link: no hint is sent.
    too_many_hints = 122,        ///< Too many hints were sent a short time ago: none is sent.
    connection_id_in_use = 123,  ///< A half-open session has this connection id: call again with another.
    table_full = 124,            ///< There is no place for the Hello: dropped.
    client_has_place = 125,      ///< The client has a place, and no cookie is ever demanded: the Hello is dropped.
    stale_cookie = 126,          ///< The client has its places by newer cookies: the Hello is dropped.
};

namespace detail {

/// Tells `result<T>{fill_in_place, act}` to make a T, to let `act(T&)` fill it, and to keep it where `act` gives
/// `errc::none`.
struct fill_in_place_t {
    explicit fill_in_place_t() = default;
};
inline constexpr fill_in_place_t fill_in_place{};

}  // namespace detail

/// A value of type T, or an error. Test it, then read it: reading the value of a failure stops the program.
template <class T>
class [[nodiscard]] result {
public:
    result(T value) noexcept(std::is_nothrow_move_constructible_v<T>) : value_{std::move(value)} {}
    result(errc error) noexcept : error_{error} {
        if (error == errc::none) { config::trap(); }
    }
    /// Makes a T in its place, empty, and lets `act(T&)` fill it and give its errc. Nothing is moved.
    template <class Act>
    result(detail::fill_in_place_t /*tag*/, const Act& act) noexcept {
        T* const value = ::new (static_cast<void*>(&value_)) T;
        error_ = act(*value);
        if (error_ != errc::none) { value->~T(); }
    }

    result(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>) : error_{other.error_} {
        if (other) { ::new (static_cast<void*>(&value_)) T{std::move(other.value_)}; }
    }
    result(const result&) = delete;
    result& operator=(const result&) = delete;
    result& operator=(result&&) = delete;
    ~result() {
        if (*this) { value_.~T(); }
    }

    [[nodiscard]] explicit operator bool() const noexcept { return error_ == errc::none; }
    /// `errc::none` where there is a value.
    [[nodiscard]] errc error() const noexcept { return error_; }

    [[nodiscard]] T& value() & noexcept { return trap_without_value(), value_; }
    [[nodiscard]] const T& value() const& noexcept { return trap_without_value(), value_; }
    [[nodiscard]] T&& value() && noexcept { return trap_without_value(), std::move(value_); }

    [[nodiscard]] T& operator*() & noexcept { return value(); }
    [[nodiscard]] const T& operator*() const& noexcept { return value(); }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*this).value(); }
    /// Not of a temporary: what its value shows would end with it, and it was not tested.
    [[nodiscard]] T* operator->() & noexcept { return &value(); }
    [[nodiscard]] const T* operator->() const& noexcept { return &value(); }
    const T* operator->() const&& = delete;

private:
    void trap_without_value() const noexcept {
        if (error_ != errc::none) { config::trap(); }
    }

    union {
        T value_;
    };
    errc error_ = errc::none;
};

/// Success, or an error.
template <>
class [[nodiscard]] result<void> {
public:
    result() noexcept = default;
    result(errc error) noexcept : error_{error} {}

    [[nodiscard]] explicit operator bool() const noexcept { return error_ == errc::none; }
    [[nodiscard]] errc error() const noexcept { return error_; }

private:
    errc error_ = errc::none;
};

}  // namespace TSCP_ABI
}  // namespace tscp
