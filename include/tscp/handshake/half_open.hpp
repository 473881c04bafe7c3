// SPDX-License-Identifier: MIT
// A server's session before the client has proved itself by its first record: nothing can be sealed in it.
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/session/server_session.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Profile, class Directory>
class server;

namespace detail {

template <class Profile>
class half_open_state {
public:
    half_open_state(const half_open_state&) = delete;
    half_open_state& operator=(const half_open_state&) = delete;

    /// Whom the Hello names: not proved yet.
    [[nodiscard]] const authentication<Profile>& claimed_identity() const noexcept { return session_.client; }
    /// True once nothing can come of it: it has ended, was confirmed, or moved from.
    [[nodiscard]] bool ended() const noexcept { return session_.channel.ended(); }
    /// Wipes the keys.
    TSCP_NEVER_INLINE_IF_SMALL void end() noexcept {
        session_.channel.end();
        session_.secrets.clear();
    }

protected:
    half_open_state() noexcept = default;
    ~half_open_state() = default;

    void take(half_open_state& other) noexcept { move_session(other.session_, session_); }

    errc open_in_place(stored_span record, server_session<Profile>& session) noexcept {
        return confirm(session_.channel.open_in_place(record, session.first_record), session);
    }
    errc open(byte_view record, stored_span out, server_session<Profile>& session) noexcept {
        return confirm(session_.channel.open(record, out, session.first_record), session);
    }

private:
    template <class, class>
    friend class TSCP_ABI::server;

    static void move_session(server_session<Profile>& from, server_session<Profile>& to) noexcept {
        to.channel = std::move(from.channel);
        to.secrets = std::move(from.secrets);
        copy_object(from.client, to.client);
        to.suite_id = from.suite_id;
    }

    errc confirm(errc error, server_session<Profile>& session) noexcept {
        if (error == errc::none) {
            move_session(session_, session);
            session.first_record.reply_required = true;
        }
        if (ended()) { end(); }
        return error;
    }

    server_session<Profile> session_{};
};

}  // namespace detail

/// Over a stream. A first record that does not open is final; after `errc::buffer_too_small` and
/// `errc::buffers_overlap`, where none was tried, it may be opened again. Errors of `open` and `open_in_place`: those
/// of channel::open; `errc::state_consumed`.
template <class Profile, framing Framing = Profile::transport>
class half_open : public detail::half_open_state<Profile> {
    using session = server_session<Profile>;

public:
    half_open() noexcept = default;
    half_open(half_open&& other) noexcept { this->take(other); }
    half_open& operator=(half_open&& other) noexcept {
        if (this != &other) { this->take(other); }
        return *this;
    }
    half_open(const half_open&) = delete;
    half_open& operator=(const half_open&) = delete;
    ~half_open() = default;

    /// Opens the client's first record where it lies, and gives the session.
    result<session> open_in_place(stored_span record) && noexcept {
        return result<session>{detail::fill_in_place, [&](session& confirmed) noexcept {
                                   return detail::half_open_state<Profile>::open_in_place(record, confirmed);
                               }};
    }
    /// The same into another buffer with room for the content.
    result<session> open(byte_view record, stored_span out) && noexcept {
        return result<session>{detail::fill_in_place, [&](session& confirmed) noexcept {
                                   return detail::half_open_state<Profile>::open(record, out, confirmed);
                               }};
    }
};

/// The same over datagrams: a record that does not open leaves it as it was.
template <class Profile>
class half_open<Profile, framing::datagram> : public detail::half_open_state<Profile> {
    using session = server_session<Profile>;

public:
    half_open() noexcept = default;
    half_open(half_open&& other) noexcept { this->take(other); }
    half_open& operator=(half_open&& other) noexcept {
        if (this != &other) { this->take(other); }
        return *this;
    }
    half_open(const half_open&) = delete;
    half_open& operator=(const half_open&) = delete;
    ~half_open() = default;

    result<session> open_in_place(stored_span record) noexcept {
        return result<session>{detail::fill_in_place, [&](session& confirmed) noexcept {
                                   return detail::half_open_state<Profile>::open_in_place(record, confirmed);
                               }};
    }
    result<session> open(byte_view record, stored_span out) noexcept {
        return result<session>{detail::fill_in_place,
                               [&](session& confirmed) noexcept { return this->open(record, out, confirmed); }};
    }
    /// The same into a session of the caller's.
    errc open(byte_view record, stored_span out, session& confirmed) noexcept {
        return detail::half_open_state<Profile>::open(record, out, confirmed);
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
