// SPDX-License-Identifier: MIT
// The server's side of the handshake: one object answers any number of Hellos, each with a half-open session of its
// own.
//
//     tscp::server<profile, directory> server{directory, random};
//     auto half = server.answer_hello(hello, out);            // send `out`, whatever the result
//     auto session = std::move(*half).open(first_record);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/agreed.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/directory.hpp>
#include <tscp/handshake/half_open.hpp>
#include <tscp/handshake/transcript.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

struct server_options {
    /// The suites to accept, in order of preference; none: all of the profile.
    byte_view suites;
    /// Bytes that both ends hold, never sent.
    byte_view context;
};

template <class Profile, class Directory>
class server {
    static_assert(require_profile<Profile>());
    using suites = typename Profile::suites;
    using common = agreed<Profile>;
    using schedule = typename common::schedule;
    using slot = typename schedule::first_slot;

    static constexpr bool knows_psks = detail::is_detected<detail::directory::find_psk, Directory>;
    static constexpr bool knows_peers = detail::is_detected<detail::directory::find_peer, Directory>;
    static constexpr bool knows_tickets = detail::is_detected<detail::directory::tickets, Directory>;
    static_assert(knows_psks || knows_peers || knows_tickets,
                  "tscp: a directory must offer find_psk, find_peer or tickets: see handshake/directory.hpp.");

public:
    /// All that is referred to must outlive the server.
    server(Directory& directory, typename Profile::random& generator, const server_options& options = {}) noexcept
        : directory_{directory}, random_{generator}, options_{options} {}

    /// Reads a Hello, appends the Hey to `out` and gives the half-open session. `cid`: the connection id to receive, as
    /// long as the profile says. On an error `out` has got nothing, or the alert where the profile answers refused
    /// Hellos: send what it has got. Errors: `errc::malformed_hello`; refused: `errc::mode_not_served`,
    /// `errc::unknown_identity`, `errc::ticket_refused`, `errc::wrong_binder`, `errc::no_common_suite`,
    /// `errc::public_value_out_of_range`; this end's: `errc::invalid_suites` (an entry of the directory, a
    /// context or a cid that cannot be), `errc::random_failed`, `errc::buffer_too_small`, and what the backend reports.
    result<half_open<Profile>> answer_hello(byte_view message, writer& out, byte_view cid = {}) noexcept {
        const auto asked = hello::read(message);
        if (!asked) { return asked.error(); }
        if (cid.size() != Profile::cid_size || options_.context.size() > 0xffff) { return errc::invalid_suites; }
        const std::size_t share_size = suites::share_size(group_of(asked->suites[0]));
        if (share_size != 0 && asked->share.size() != share_size) { return errc::malformed_hello; }
        auto half = answer(*asked, cid, out);
        if (!half && Profile::answers_refused_hello && is_refusal(half.error())) { (void)out.write(refused_alert); }
        return half;
    }

private:
    // What the look-up of a Hello's identity comes to.
    struct found {
        authentication<Profile> client;
        bool group_none = true;
    };

    static bool is_refusal(errc why) noexcept {
        switch (why) {
            case errc::mode_not_served:
            case errc::unknown_identity:
            case errc::ticket_refused:
            case errc::wrong_binder:
            case errc::no_common_suite:
            case errc::public_value_out_of_range: return true;
            default: return false;
        }
    }

    result<half_open<Profile>> answer(const hello& asked, byte_view cid, writer& out) noexcept {
        switch (asked.how) {
            case mode::external_psk:
                if constexpr (knows_psks) { return with_psk(asked, cid, out); }
                break;
            case mode::resumption:
                if constexpr (knows_tickets) { return with_ticket(asked, cid, out); }
                break;
            case mode::static_keys:
            case mode::static_keys_and_psk:
                if constexpr (knows_peers) { return with_static_keys(asked, cid, out); }
                break;
        }
        return errc::mode_not_served;
    }

    result<half_open<Profile>> with_psk(const hello& asked, byte_view cid, writer& out) noexcept {
        const psk_entry entry = directory_.find_psk(asked.identity);
        const bool known = !entry.psk.empty();
        if (known && (!is_psk(entry.psk) || entry.name.size() > Profile::max_name_size)) {
            return errc::invalid_suites;
        }
        found who;
        if (known) { who.client.name = peer_name<Profile::max_name_size>{entry.name}; }
        return with_secret(asked, cid, known ? entry.psk : byte_view{decoy}, known, who, out);
    }

    result<half_open<Profile>> with_ticket(const hello& asked, byte_view cid, writer& out) noexcept {
        std::array<std::uint8_t, 255> buffer;
        const wiped_at_exit wipe_buffer{buffer};
        const auto ticket = directory_.tickets().open(asked.identity, options_.context, buffer);
        found who;
        bool welcome = false;
        if (ticket && ticket->name.size() <= Profile::max_name_size) {
            const std::uint64_t now = directory_.now();
            who.client.name = peer_name<Profile::max_name_size>{ticket->name};
            who.client.resumed = true;
            who.client.first = ticket->first_authentication;
            who.client.end = ticket->end();
            who.group_none = ticket->group_none;
            welcome = now >= who.client.first && now < who.client.end && directory_.is_authorized(ticket->name);
        }
        return with_secret(asked, cid, ticket ? ticket->psk.reveal() : byte_view{decoy}, welcome, who, out);
    }

    // Modes 0 and 1. Where the client is not known the binder is computed all the same, under a key that opens nothing.
    result<half_open<Profile>> with_secret(const hello& asked, byte_view cid, byte_view psk, bool known,
                                           const found& who, writer& out) noexcept {
        slot first;
        first.add(psk);
        schedule keys{first};
        transcript<Profile> heard{options_.context, {}, {}};
        const bool proved = check_binder(asked, keys, heard);
        if (!known) { return asked.how == mode::resumption ? errc::ticket_refused : errc::unknown_identity; }
        if (!proved) { return errc::wrong_binder; }
        return write_hey(
            asked, cid, who, keys, heard,
            [](byte_view, schedule& last) noexcept {
                last.mix_zeros();
                return errc::none;
            },
            out);
    }

    result<half_open<Profile>> with_static_keys(const hello& asked, byte_view cid, writer& out) noexcept {
        const peer_entry entry = directory_.find_peer(asked.identity);
        const auto& own = directory_.own_key();
        static_assert(require_key_agreement<std::decay_t<decltype(own)>>());
        if (entry.public_value.empty()) { return errc::unknown_identity; }
        const byte_view own_public = own.public_value();
        const bool with_psk = asked.how == mode::static_keys_and_psk;
        if (entry.public_value.size() != own_public.size() || equal_public(entry.public_value, own_public) ||
            (!entry.psk.empty() && !is_psk(entry.psk)) || entry.name.size() > Profile::max_name_size) {
            return errc::invalid_suites;
        }
        if (with_psk == entry.psk.empty()) { return errc::mode_not_served; }
        bool may_be_static = false;
        suites::visit_group(group_of(asked.suites[0]),
                            [&](auto one) noexcept { may_be_static = decltype(one)::group::static_keys; });
        if (!may_be_static) { return errc::no_common_suite; }

        slot first;
        if (with_psk) { first.add_with_size(entry.psk); }
        secret<32> shared;
        if (const auto done = own.agree(asked.share, shared.overwrite()); !done) { return done.error(); }
        first.add_with_size(shared.reveal());
        if (entry.shared.empty()) {
            if (const auto done = own.agree(entry.public_value, shared.overwrite()); !done) { return done.error(); }
            first.add_with_size(shared.reveal());
        } else {
            first.add_with_size(entry.shared);
        }
        schedule keys{first};
        transcript<Profile> heard{options_.context, entry.public_value, own_public};
        if (!check_binder(asked, keys, heard)) { return errc::wrong_binder; }
        found who;
        who.group_none = false;
        who.client.name = peer_name<Profile::max_name_size>{entry.name};
        const auto add_se = [&](byte_view group_private, schedule& last) noexcept {
            secret<32> se;
            errc why = errc::none;
            suites::visit_group(group_of(asked.suites[0]), [&](auto one) noexcept {
                using group = typename decltype(one)::group;
                if constexpr (group::static_keys) {
                    why = group::agree(group_private.first(group::private_size), entry.public_value, se.overwrite())
                              .error();
                }
            });
            last.add(se.reveal());
            return why;
        };
        return write_hey(asked, cid, who, keys, heard, add_se, out);
    }

    bool check_binder(const hello& asked, const schedule& early, transcript<Profile>& heard) const noexcept {
        heard.add(asked.before_binder);
        const bool proved = common::same(asked.binder, common::binder(early, asked.how, heard.hash()));
        heard.add(asked.binder);
        return proved;
    }

    // The first of this server's suites that the client offers; 0 where there is none.
    std::uint8_t choose(byte_view offered, bool group_none) const noexcept {
        for (const std::uint8_t own : options_.suites.empty() ? byte_view{suites::ids} : options_.suites) {
            if (!suites::has(own) || (group_of(own) == 0 && !group_none)) { continue; }
            for (const std::uint8_t theirs : offered) {
                if (own == theirs) { return own; }
            }
        }
        return 0;
    }

    template <class AddLastSlot>
    result<half_open<Profile>> write_hey(const hello& asked, byte_view cid, const found& who, schedule& keys,
                                         transcript<Profile>& heard, const AddLastSlot& add_last_slot,
                                         writer& out) noexcept {
        const std::uint8_t chosen = choose(asked.suites, who.group_none);
        if (chosen == 0) { return errc::no_common_suite; }
        const std::size_t share_size = suites::share_size(group_of(chosen));
        if (out.remaining() < 3 + cid.size() + share_size + handshake_mac_size) { return errc::buffer_too_small; }

        secret<suites::max_private_size> ephemeral;
        std::array<std::uint8_t, suites::max_share_size> share;
        errc why = errc::none;
        suites::visit_group(group_of(chosen), [&](auto one) noexcept {
            using group = typename decltype(one)::group;
            why = exchange<group>(asked.share, ephemeral.overwrite().first(group::private_size),
                                  byte_span{share}.first(group::public_size), keys);
        });
        if (why != errc::none) { return why; }

        write_transaction message{out};
        (void)hey::write(chosen, cid, byte_view{share}.first(share_size), out);
        heard.add(message.written());
        const auto proof = common::finished(keys, heard.hash());
        const byte_view finished = byte_view{proof}.first(handshake_mac_size);
        (void)out.write(finished);
        heard.add(finished);
        why = add_last_slot(ephemeral.reveal(), keys);
        if (why != errc::none) { return why; }
        message.commit();

        typename common::session secrets{keys, heard.hash()};
        const std::uint8_t aead = aead_of(chosen);
        return half_open<Profile>{
            server_channel<Profile>{traffic_key<Profile>{aead, secrets.server.reveal()},
                                    traffic_key<Profile>{aead, secrets.client.reveal()}, cid, asked.cid},
            session_secrets<typename Profile::hash>{std::move(secrets.exporter), std::move(secrets.resumption)},
            who.client, chosen};
    }

    template <class Group>
    errc exchange(byte_view peer_share, byte_span ephemeral, byte_span share, schedule& keys) noexcept {
        if (!random_.fill(ephemeral)) { return errc::random_failed; }
        if (const auto done = Group::public_value(ephemeral, share); !done) { return done.error(); }
        secret<Group::shared_size> shared;
        if (const auto done = Group::agree(ephemeral, peer_share, shared.overwrite()); !done) { return done.error(); }
        keys.add(shared.reveal());
        return errc::none;
    }

    static constexpr std::uint8_t decoy[32] = {};

    Directory& directory_;
    typename Profile::random& random_;
    server_options options_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
