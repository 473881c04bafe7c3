// SPDX-License-Identifier: MIT
// An established session at one end: what both ends can do is in record_channel.hpp, and here what one of them can.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/session/peer_name.hpp>
#include <tscp/session/record_channel.hpp>
#include <tscp/session/secrets.hpp>
#include <tscp/session/snapshot.hpp>
#include <tscp/session/ticket_keys.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a ticket is good for.
struct ticket_terms {
    std::uint64_t now;        ///< Seconds since 1970.
    std::uint32_t lifetime;   ///< Seconds.
    bool group_none = false;  ///< It resumes without Diffie–Hellman too: cheaper, without forward secrecy.
    byte_view context = {};   ///< That of the handshake.
};

template <class Profile, role Own>
class channel : public record_channel<Profile> {
    using base = record_channel<Profile>;
    using key = traffic_key<Profile>;

public:
    /// For the handshake. `own_cid` has the profile's size.
    channel(key&& sealing, key&& opening, byte_view own_cid, byte_view peer_cid) noexcept
        : base{std::move(sealing), std::move(opening), own_cid, peer_cid} {}

    /// Opens a record in place; see record_channel. A ticket that a client sends is `errc::protocol_violation`.
    result<opened_record> open(byte_span record_bytes) noexcept { return check(base::open(record_bytes)); }
    result<opened_record> open(byte_view record_bytes, byte_span out) noexcept {
        return check(base::open(record_bytes, out));
    }

    /// A server's ticket record for the session with these secrets. A ticket of a resumed session ends no later than
    /// the one it came by. Errors: `errc::ticket_refused` (no key; no time left), those of
    /// seal.
    template <class Keys, class Random>
    result<void> seal_ticket(const session_secrets<typename Profile::hash>& secrets,
                             const authentication<Profile>& client, const Keys& keys, const ticket_terms& terms,
                             Random& random, writer& out) noexcept {
        static_assert(Own == role::server, "tscp: tickets are the server's to give.");
        ticket_content content;
        content.group_none = terms.group_none;
        content.name = client.name.bytes();
        content.first_authentication = client.resumed ? client.first : terms.now;
        const std::uint64_t latest = terms.now + terms.lifetime;
        const std::uint64_t end = client.resumed && client.end < latest ? client.end : latest;
        if (end <= terms.now || end - content.first_authentication > 0xffffffffU) { return errc::ticket_refused; }
        content.lifetime = static_cast<std::uint32_t>(end - content.first_authentication);
        const auto left = static_cast<std::uint32_t>(end - terms.now);

        std::array<std::uint8_t, client_ticket::max_record_size> buffer;
        writer record{buffer};
        const std::uint8_t head[] = {static_cast<std::uint8_t>(left >> 24U), static_cast<std::uint8_t>(left >> 16U),
                                     static_cast<std::uint8_t>(left >> 8U), static_cast<std::uint8_t>(left),
                                     static_cast<std::uint8_t>(terms.group_none ? 1 : 0)};
        (void)record.write(head);
        const auto nonce = record.reserve(8);
        if (!random.fill(*nonce)) { return errc::random_failed; }
        secrets.ticket_psk(*nonce, content.psk.overwrite());
        if (const auto done = keys.seal(content, terms.context, random, record); !done) { return done; }
        return this->seal_record(record_type::ticket, record.written(), 0, out);
    }

    /// Writes the session for a sleep and ends this object; `restore` goes on from it. `Generations` as snapshot.hpp
    /// says. Errors: `errc::session_ended`, `errc::buffer_too_small`, `errc::snapshot_refused` (the generation could
    /// not be stored); after an error the channel is as it was.
    template <class Generations>
    result<void> suspend(Generations& generations, writer& out) noexcept {
        const auto done = write_state(generations, 0, out);
        if (done) { this->end(); }
        return done;
    }

    /// Writes the session while it goes on, for datagrams: `reserve` numbers each way, 1 to 16,383, stay with this
    /// object, and the restored one begins after them. Keys stay as they are until the next snapshot, or until
    /// `retire_snapshot`. Errors as for suspend; `errc::out_of_range`.
    template <class Generations>
    result<void> write_snapshot(Generations& generations, unsigned reserve, writer& out) noexcept {
        static_assert(Profile::transport == framing::datagram,
                      "tscp: on a stream a snapshot would be out of date with the next byte: use suspend.");
        if (reserve == 0 || reserve > 0x3fff) { return errc::out_of_range; }
        const auto done = write_state(generations, reserve, out);
        if (done) {
            this->set(base::reserving, true);
            this->sealing_.set_reserved(reserve);
            this->opening_.set_reserved(reserve);
        }
        return done;
    }

    /// Makes the last snapshot worthless and lifts its bounds. `errc::snapshot_refused`: the generation could not be
    /// stored; nothing has changed.
    template <class Generations>
    result<void> retire_snapshot(Generations& generations) noexcept {
        if (!generations.advance()) { return errc::snapshot_refused; }
        this->set(base::reserving, false);
        return {};
    }

    /// The session of a snapshot. Errors: `errc::malformed_snapshot` (damaged, or of another profile or role),
    /// `errc::snapshot_refused` (a newer one was written, or this one was restored before).
    template <class Generations>
    static result<channel> restore(byte_view snapshot, Generations& generations) noexcept {
        const auto state = channel_state<Profile>::read(snapshot, Own);
        if (!state) { return state.error(); }
        if (!generations.claim(state->generation)) { return errc::snapshot_refused; }
        key sealing{state->aead, state->sealing_secret.reveal(), state->sealing_epoch};
        key opening{state->aead, state->opening_secret.reveal(), state->opening_epoch};
        sealing.set_sequence_number(state->sealing_number);
        opening.set_sequence_number(state->opening_number);
        opening.set_owner_bits(state->failures);
        channel restored{std::move(sealing), std::move(opening), state->own_cid, state->peer_cid};
        restored.window_.close();
        restored.set(base::is_confirmed, (state->flags & 1U) != 0);
        restored.set(base::may_update, (state->flags & 2U) != 0);
        restored.set(base::sent_close, (state->flags & 4U) != 0);
        restored.set(base::got_close, (state->flags & 8U) != 0);
        restored.set(base::wide_number, true);
        return restored;
    }

private:
    result<opened_record> check(result<opened_record>&& got) noexcept {
        if (Own == role::server && got && got->what == record_event::ticket) {
            this->end();
            return errc::protocol_violation;
        }
        return std::move(got);
    }

    template <class Generations>
    result<void> write_state(Generations& generations, unsigned reserve, writer& out) noexcept {
        if (this->ended()) { return errc::session_ended; }
        if (out.remaining() < channel_state<Profile>::max_size) { return errc::buffer_too_small; }
        const std::uint64_t last = key::max_sequence_number - reserve;
        if (this->sealing_.number() > last || this->opening_.number() > last) { return errc::limit_reached; }
        const auto generation = generations.advance();
        if (!generation) { return errc::snapshot_refused; }
        channel_state<Profile> state;
        state.generation = *generation;
        state.aead = this->sealing_.aead();
        state.flags = static_cast<std::uint8_t>(
            (this->has(base::is_confirmed) ? 1U : 0U) | (this->has(base::may_update) ? 2U : 0U) |
            (this->has(base::sent_close) ? 4U : 0U) | (this->has(base::got_close) ? 8U : 0U));
        state.sealing_epoch = this->sealing_.epoch();
        state.opening_epoch = this->opening_.epoch();
        state.sealing_number = this->sealing_.number() + reserve;
        state.opening_number = this->opening_.number() + reserve;
        state.failures = this->opening_.owner_bits();
        copy_bytes(this->sealing_.reveal_secret(), state.sealing_secret.overwrite());
        copy_bytes(this->opening_.reveal_secret(), state.opening_secret.overwrite());
        state.own_cid = this->own_cid();
        state.peer_cid = this->peer_cid();
        return state.write(Own, out);
    }
};

template <class Profile>
using client_channel = channel<Profile, role::client>;
template <class Profile>
using server_channel = channel<Profile, role::server>;

}  // namespace TSCP_ABI
}  // namespace tscp
