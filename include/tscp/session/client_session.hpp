// SPDX-License-Identifier: MIT
// A client's session: the channel, and what it leaves beside it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/channel.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/session/secrets.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

/// suite(1) | exporter(32) | number of the next ticket(1) | its resumption secret(32): what a snapshot of a session has
/// beside its channel's.
inline constexpr std::size_t snapshot_secrets_size = 1 + 32 + 1 + 32;

template <class Hash>
void write_snapshot_secrets(std::uint8_t suite_id, const session_secrets<Hash>& secrets, writer& out) noexcept {
    (void)out.write_u8(suite_id);
    (void)out.write_bytes(secrets.reveal_exporter());
    (void)out.write_u8(secrets.next_ticket());
    (void)out.write_bytes(secrets.reveal_resumption());
}

/// Takes them off the front of `rest`; false where they are not all there.
template <class Hash>
[[nodiscard]] bool read_snapshot_secrets(byte_view& rest, std::uint8_t& suite_id,
                                         session_secrets<Hash>& secrets) noexcept {
    if (rest.size() < snapshot_secrets_size || rest[0] == 0) { return false; }
    const byte_view bytes = rest.first(snapshot_secrets_size);
    rest = rest.subspan(snapshot_secrets_size);
    suite_id = bytes[0];
    secrets.set(suite_id, bytes[33], [&](byte_span exporter, byte_span resumption) noexcept {
        copy_bytes(bytes.subspan(1, 32), exporter);
        copy_bytes(bytes.last(32), resumption);
    });
    return true;
}

}  // namespace detail

/// Send a record at once, a ping if there is nothing to say: it is this end's proof. On datagrams repeat it, under a
/// new number each time, until the server has answered. Seal and open by `channel`.
template <class Profile>
struct client_session {
    client_channel<Profile> channel{};
    session_secrets<typename Profile::hash> secrets{};
    std::uint8_t suite_id = 0;

    static constexpr std::size_t max_snapshot_size =
        client_channel<Profile>::max_snapshot_size + detail::snapshot_secrets_size;

    /// Keeps what a ticket record brought. Errors: those of client_ticket::parse. After `errc::ticket_outdated` a newer
    /// ticket is kept already: go on. After `errc::protocol_violation` the session has ended.
    [[nodiscard]] result<client_ticket> read_ticket(const opened_record& record) noexcept {
        return result<client_ticket>{detail::fill_in_place,
                                     [&](client_ticket& ticket) noexcept { return read_ticket(record, ticket); }};
    }
    /// The same in place of a ticket of the caller's, which stays after an error.
    errc read_ticket(const opened_record& record, client_ticket& ticket) noexcept {
        const errc error = ticket.assign(record.ticket(), secrets);
        if (error == errc::protocol_violation) { channel.end(); }
        return error;
    }

    /// As channel::suspend, with the secrets: a restored session can export and take tickets.
    /// `errc::state_consumed`: the secrets were moved away.
    template <class Cell>
    result<void> suspend(Cell& cell, writer& out) noexcept {
        if (!secrets.present()) { return errc::state_consumed; }
        const auto done = channel.suspend_with(cell, out, detail::snapshot_secrets_size, [&](writer& to) noexcept {
            detail::write_snapshot_secrets(suite_id, secrets, to);
        });
        if (channel.ended()) { secrets.clear(); }
        return done;
    }

    /// As channel::restore.
    template <class Cell>
    static result<client_session> restore(byte_view snapshot, Cell& cell) noexcept {
        return result<client_session>{
            detail::fill_in_place, [&](client_session& session) noexcept { return restore(snapshot, cell, session); }};
    }
    /// The same in place of a session of the caller's, which has ended after an error.
    template <class Cell>
    static errc restore(byte_view snapshot, Cell& cell, client_session& session) noexcept {
        const errc error = session.channel.restore_with(snapshot, cell, true, [&](byte_view& rest) noexcept {
            return detail::read_snapshot_secrets(rest, session.suite_id, session.secrets);
        });
        if (error != errc::none) { session.secrets.clear(); }
        return error;
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
