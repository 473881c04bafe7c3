// SPDX-License-Identifier: MIT
// A server's confirmed session: the channel, who the client is, and the tickets that it is given.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/channel.hpp>
#include <tscp/session/client_session.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/session/peer_name.hpp>
#include <tscp/session/secrets.hpp>
#include <tscp/session/ticket_keys.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a ticket is good for.
struct ticket_terms {
    std::uint64_t now = 0;       ///< Seconds since 1970.
    std::uint32_t lifetime = 0;  ///< Seconds.
    bool group_none = false;     ///< It resumes without Diffie–Hellman too: cheaper, without forward secrecy.
    stored_view context = {};    ///< That of the handshake.
};

namespace detail {

/// resumed(1) | times(8+8) | len(1): what a snapshot has of the client before its name.
inline constexpr std::size_t snapshot_client_size = 1 + 16 + 1;

}  // namespace detail

/// Answer `first_record` with a record, `seal_pong(first_record.ping(), …)` if there is nothing to say. Seal and open
/// by `channel`.
template <class Profile>
struct server_session {
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    server_session() noexcept {}

    server_channel<Profile> channel{};
    session_secrets<typename Profile::hash> secrets{};
    authentication<Profile> client{};
    std::uint8_t suite_id = 0;
    /// The client's first record, in the buffer that it was opened into; empty in a restored session.
    /// `reply_required` is true whatever it says: answer it at once.
    opened_record first_record{};

    static constexpr std::size_t max_snapshot_size = server_channel<Profile>::max_snapshot_size +
                                                     detail::snapshot_secrets_size + detail::snapshot_client_size +
                                                     Profile::max_name_size;

    /// Appends a ticket record, the next of the session's 255. A ticket of a resumed session ends no later than the one
    /// it came by. Errors: `errc::ticket_expired` (no time left, or an end after 2^64 − 1 seconds),
    /// `errc::no_more_tickets`, `errc::state_consumed` (the secrets were moved away), which change nothing;
    /// `errc::no_ticket_key`, `errc::invalid_name` (above 178 bytes), `errc::random_failed`, and those of seal, which
    /// use up a number, so that no PSK is ever in two tickets: the client takes it for a ticket that was lost.
    template <class Keys, class Random>
    result<void> seal_ticket(const Keys& keys, const ticket_terms& terms, Random& random, writer& out) noexcept {
        return detail::burn_stack<detail::session_burn<Profile>>(try_to_seal_ticket(keys, terms, random, out));
    }

    /// As channel::suspend, with the secrets and the client's name: a restored session can export and give tickets.
    /// `errc::state_consumed`: the secrets were moved away.
    template <class Cell>
    result<void> suspend(Cell& cell, writer& out) noexcept {
        if (!secrets.present()) { return errc::state_consumed; }
        const auto done = channel.suspend_with(
            cell, out, max_snapshot_size - server_channel<Profile>::max_snapshot_size, [&](writer& to) noexcept {
                detail::write_snapshot_secrets(suite_id, secrets, to);
                (void)to.write_u8(client.resumed ? 1 : 0);
                (void)to.write_number(client.authenticated_at, 8);
                (void)to.write_number(client.expires_at, 8);
                (void)to.write_sized(client.name.bytes());
            });
        if (channel.ended()) { secrets.clear(); }
        return done;
    }

    /// As channel::restore.
    template <class Cell>
    static result<server_session> restore(byte_view snapshot, Cell& cell) noexcept {
        return result<server_session>{
            detail::fill_in_place, [&](server_session& session) noexcept { return restore(snapshot, cell, session); }};
    }
    /// The same in place of a session of the caller's, which has ended after an error.
    template <class Cell>
    static errc restore(byte_view snapshot, Cell& cell, server_session& session) noexcept {
        session.first_record = {};
        const errc error = session.channel.restore_with(
            snapshot, cell, true, [&](byte_view& rest) noexcept { return session.read_more(rest); });
        if (error != errc::none) { session.secrets.clear(); }
        return error;
    }

private:
    template <class Keys, class Random>
    TSCP_OWN_FRAME errc try_to_seal_ticket(const Keys& keys, const ticket_terms& terms, Random& random,
                                           writer& out) noexcept {
        ticket_content content;
        content.group_none = terms.group_none;
        content.name = client.name.bytes();
        content.authenticated_at = client.resumed ? client.authenticated_at : terms.now;
        // A clock may be behind that of the first authentication: no time is gained by it.
        const std::uint64_t from = terms.now < content.authenticated_at ? content.authenticated_at : terms.now;
        std::uint64_t end = from + terms.lifetime;
        if (client.resumed && client.expires_at < end) { end = client.expires_at; }
        const std::uint64_t lifetime = end - content.authenticated_at;
        if (end <= from || lifetime > 0xffffffffU) { return errc::ticket_expired; }
        content.lifetime = static_cast<std::uint32_t>(lifetime);

        std::array<std::uint8_t, client_ticket::max_record_size> buffer;
        const byte_span head = byte_span{buffer}.first(client_ticket::head_size);
        write_big_endian32(static_cast<std::uint32_t>(end - from), head.data());
        head[4] = terms.group_none ? 1 : 0;
        write_big_endian(secrets.next_ticket(), head.subspan(5));
        if (const errc error = secrets.take_ticket_psk(secrets.next_ticket(), content.psk); error != errc::none) {
            return error;
        }
        writer ticket{byte_span{buffer}.subspan(head.size())};
        if (const auto done = keys.seal(content, terms.context, random, ticket); !done) { return done.error(); }
        return channel.seal_ticket_record(byte_view{buffer}.first(head.size() + ticket.size()), out).error();
    }

    // Takes what `suspend` wrote beside the channel off the front of `rest`; false where that is malformed.
    bool read_more(byte_view& rest) noexcept {
        if (!detail::read_snapshot_secrets(rest, suite_id, secrets) || rest.size() < detail::snapshot_client_size ||
            rest[0] > 1) {
            return false;
        }
        client.resumed = rest[0] != 0;
        client.authenticated_at = read_big_endian(rest.subspan(1, 8));
        client.expires_at = read_big_endian(rest.subspan(9, 8));
        rest = rest.subspan(detail::snapshot_client_size - 1);
        byte_view name;
        return detail::take_sized(rest, name) && client.name.assign(name);
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
