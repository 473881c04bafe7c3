// SPDX-License-Identifier: MIT
// The server's side of the handshake: one object answers any number of Hellos, each with a half-open session of its
// own.
//
//     tscp::server<profile, directory> server{directory, random};
//     auto half = server.answer_hello(hello, out);            // send `out`, whatever the result
//     auto session = std::move(*half).open_in_place(first_record);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/directory.hpp>
#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/directory.hpp>
#include <tscp/handshake/half_open.hpp>
#include <tscp/handshake/handshake_secrets.hpp>
#include <tscp/handshake/key_exchange.hpp>
#include <tscp/handshake/received_hello.hpp>
#include <tscp/wire/cookie.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The views must outlive the server.
struct server_options {
    /// The suites to accept, in order of preference; none: all of the profile.
    stored_view suites{};
    /// Bytes that both ends hold, never sent.
    stored_view context{};
};

/// What is known of a client whose binder has verified, when the server asks whether to go on.
struct admission {
    byte_view name;       ///< the server's own for the client
    handshake_mode mode;  ///< of the Hello
    /// True where the Hello came with a cookie and the proof is right. Whether the cookie is good only its maker knows.
    bool proof_verified;
};

template <class Profile, class Directory>
class server {
    static_assert(require_profile<Profile>() && require_directory<Directory, Profile::accepts_variable_time>());
    using suites = typename Profile::suites;
    using exchange = key_exchange<Profile>;
    using schedule = key_schedule<typename Profile::hash>;

public:
    /// All that is referred to must outlive the server.
    server(Directory& directory, typename Profile::random& generator) noexcept
        : directory_{directory}, random_{generator}, options_{} {}
    server(Directory& directory, typename Profile::random& generator, const server_options& options) noexcept
        : directory_{directory}, random_{generator}, options_{options} {}
    server(const Directory&&, typename Profile::random&, const server_options& = {}) = delete;

    /// Reads a Hello, appends the Hey to `out` and gives the half-open session. `cid`: the connection id to receive, as
    /// long as the profile says. On an error `out` has got nothing, or the alert where the profile answers refused
    /// Hellos: send what it has got. Errors:
    /// - `errc::malformed_hello`: no answer;
    /// - refused: `errc::mode_not_served`, `errc::unknown_identity`, `errc::ticket_refused`, `errc::wrong_binder`,
    ///   `errc::no_common_suite`, `errc::public_value_out_of_range`; an entry of the directory that cannot be:
    ///   `errc::invalid_psk`, `errc::invalid_public_key`, `errc::own_public_key`, `errc::invalid_name`;
    /// - this end's: `errc::invalid_connection_id`, `errc::context_too_long`, `errc::buffers_overlap`,
    ///   `errc::buffer_too_small`, `errc::random_failed`, and what the backend reports.
    result<half_open<Profile>> answer_hello(byte_view message, writer& out, cid_view cid = {}) noexcept {
        return result<half_open<Profile>>{detail::fill_in_place, [&](half_open<Profile>& half) noexcept {
                                              return answer_hello(message, out, cid, half);
                                          }};
    }
    /// The same into a state of the caller's; after an error that state has ended.
    errc answer_hello(byte_view message, writer& out, cid_view cid, half_open<Profile>& half) noexcept {
        const admit_all admit{};
        return answer(message, out, cid, half, admit);
    }
    /// The same where `admit(const admission&) noexcept`, called once the binder has verified and before anything is
    /// drawn, gives `errc::none`. Any other errc of its is given back, and `out` has got nothing.
    template <class Admit>
    errc answer_hello(byte_view message, writer& out, cid_view cid, half_open<Profile>& half, Admit&& admit) noexcept {
        static_assert(std::is_nothrow_invocable_r_v<errc, Admit&, const admission&>,
                      "tscp: whether a client is admitted must be told by `errc(const tscp::admission&) noexcept`.");
        return answer(message, out, cid, half, admit);
    }

private:
    // In place of a callable that gives errc::none: then no proof is computed.
    struct admit_all {};

    // What the directory says of a client.
    struct client_entry {
        errc refusal = errc::none;  // why the client is not accepted, whatever its binder says
        bool allows_group_none = true;
        byte_view static_public = {};  // in modes 2 and 3
    };

    template <class Admit>
    errc answer(byte_view message, writer& out, cid_view cid, half_open<Profile>& half, Admit& admit) noexcept {
        return detail::burn_stack<detail::handshake_burn<Profile>>(try_to_answer(message, out, cid, half, admit));
    }

    template <class Admit>
    TSCP_OWN_FRAME errc try_to_answer(byte_view message, writer& out, cid_view cid, half_open<Profile>& half,
                                      Admit& admit) noexcept {
        half.end();  // and no session is in it until write_hey makes one, as its last step
        if (cid.size() != Profile::cid_size) { return errc::invalid_connection_id; }
        if (options_.context.size() > 0xffff) { return errc::context_too_long; }
        if (out.would_overwrite(message) || out.would_overwrite(cid)) { return errc::buffers_overlap; }
        hello_with_cookie whole;
        hello request;
        record_terms peer;
        if (const errc error = detail::parse_hello<Profile>(message, whole, request, peer); error != errc::none) {
            return error;
        }
        handshake_secrets<Profile> secrets;
        client_entry client;
        errc error = check_binder(request, secrets, half.session_, client);
        if constexpr (!std::is_same_v<Admit, const admit_all>) {
            if (error == errc::none) {
                const bool proof_verified = !whole.proof.empty() && is_proof(whole, request.mode, client, secrets);
                error = admit(admission{half.session_.client.name.bytes(), request.mode, proof_verified});
                if (error != errc::none) { return error; }
            }
        }
        if (error == errc::none) { error = write_hey(request, client, cid, out, secrets, half.session_); }
        if (error != errc::none) {
            if (Profile::answers_refused_hello && is_refusal(error)) { (void)out.write_bytes(refused_alert); }
            return error;
        }
        secrets.set_peer_terms(peer, half.session_.channel);
        return errc::none;
    }

    // All that is not accepted is answered alike; but not what is this end's passing fault.
    static bool is_refusal(errc error) noexcept {
        return error != errc::buffer_too_small && error != errc::random_failed && error != errc::backend_failed;
    }

    // Looks the client up, and checks that it has its key.
    errc check_binder(const hello& request, handshake_secrets<Profile>& secrets, server_session<Profile>& half,
                      client_entry& client) noexcept {
        if (const errc error = start_schedule(request, secrets.schedule, half.client, client); error != errc::none) {
            return error;
        }
        start_transcript(client, secrets.messages);
        secrets.messages.add(request.before_binder);
        typename handshake_secrets<Profile>::mac mac;
        secrets.prove(binder_of(request.mode), secrets.messages, mac);
        const bool proved = equal_constant_time(request.binder, mac);
        if (client.refusal != errc::none) { return client.refusal; }
        if (!proved) { return errc::wrong_binder; }
        secrets.messages.add(request.binder);
        return errc::none;
    }

    // Whether a Hello with a cookie proves that its sender has the key of its Hello. Slot 1 is in the schedule.
    bool is_proof(const hello_with_cookie& message, handshake_mode mode, const client_entry& client,
                  const handshake_secrets<Profile>& secrets) noexcept {
        transcript<Profile> messages;
        start_transcript(client, messages);
        messages.add(message.before_proof);
        typename handshake_secrets<Profile>::mac mac;
        secrets.prove(binder_of(mode), messages, mac);
        return equal_constant_time(message.proof, mac);
    }

    // By how much extensions may make a Hey longer that has so many bytes before its proof without them: it is no
    // longer than the Hello and 4 bytes.
    static std::size_t room_for_extensions(const hello& request, std::size_t before_finished) noexcept {
        const std::size_t most = request.before_binder.size() + 4;
        return most > before_finished ? most - before_finished : 0;
    }

    // Takes in the two other slots, writes the Hey, and makes the keys of the session.
    errc write_hey(const hello& request, const client_entry& client, cid_view cid, writer& out,
                   handshake_secrets<Profile>& secrets, server_session<Profile>& half) noexcept {
        const std::uint8_t chosen = choose(request.suites, client.allows_group_none);
        if (chosen == 0) { return errc::no_common_suite; }
        const std::uint8_t group_id = group_of(chosen);
        const std::size_t public_size = suites::known_public_size(group_id);
        const std::size_t share_size = suites::known_share_head_size(group_id) + public_size;
        std::array<std::uint8_t, record_terms::max_size> list;
        byte_view extensions;
        if constexpr (own_record_terms<Profile>.size() > 0) {
            record_terms own = own_record_terms<Profile>;
            if constexpr (Profile::transport == framing::datagram) {
                own.fit(room_for_extensions(request, hey::head_size(cid.size(), 0) + share_size));
            }
            extensions = own.write_list(list);
        }
        const std::size_t head_size = hey::head_size(cid.size(), extensions.size());
        if (out.remaining() < head_size + share_size + handshake_mac_size) { return errc::buffer_too_small; }

        const std::size_t start = out.size();
        hey::write_head(chosen, cid, extensions, out);
        suites::write_share_head(group_id, out);
        const byte_span share = out.take(public_size);
        typename exchange::private_key ephemeral{uninitialized};
        errc error = exchange::generate(group_id, random_, ephemeral, share);
        if (error == errc::none) { error = secrets.mix_shared(group_id, ephemeral, request.share); }
        if (error == errc::none) {
            secrets.messages.add(out.written().subspan(start));
            const byte_span finished = out.take(handshake_mac_size);
            secrets.prove(proof_label::finished, secrets.messages, finished);
            secrets.messages.add(finished);
            if (client.static_public.empty()) {
                secrets.schedule.mix_zeros();
            } else {
                error = secrets.mix_shared(group_id, ephemeral, client.static_public);
            }
        }
        if (error != errc::none) {
            out.roll_back(start);
            return error;
        }
        half.suite_id = chosen;
        secrets.make_session(role::server, chosen, cid, cid_view{request.cid}, half.channel, half.secrets);
        return errc::none;
    }

    // Looks the client up and takes in slot 1. An unknown client of modes 0 and 1 gets a key that opens nothing.
    errc start_schedule(const hello& request, schedule& keys, authentication<Profile>& name,
                        client_entry& client) noexcept {
        name.clear();
        switch (request.mode) {
            case handshake_mode::external_psk:
                if constexpr (detail::directory::knows_psks<Directory>) {
                    return start_with_psk(request.identity, keys, name, client);
                }
                break;
            case handshake_mode::resumption:
                if constexpr (detail::directory::knows_tickets<Directory>) {
                    return start_with_ticket(request, keys, name, client);
                }
                break;
            case handshake_mode::static_keys:
            case handshake_mode::static_keys_and_psk:
                if constexpr (detail::directory::knows_peers<Directory>) {
                    psk_input<typename Profile::hash> slot;
                    const errc error = find_peer(request, slot, name, client);
                    if (error == errc::none) { keys.start(slot); }
                    return error;
                }
                break;
            default: break;
        }
        return errc::mode_not_served;
    }

    errc start_with_psk(byte_view identity, schedule& keys, authentication<Profile>& name,
                        client_entry& client) noexcept {
        const psk_entry entry = directory_.find_psk(identity);
        if (!entry.known()) {
            client.refusal = errc::unknown_identity;
        } else if (!is_psk(entry.psk())) {
            client.refusal = errc::invalid_psk;
        } else if (!name.name.assign(entry.name())) {
            client.refusal = errc::invalid_name;
        }
        keys.start(client.refusal == errc::none ? entry.psk() : dummy_psk());
        return errc::none;
    }

    // A frame of its own: what a ticket takes of the stack is free again before the key exchange.
    TSCP_NEVER_INLINE errc start_with_ticket(const hello& request, schedule& keys, authentication<Profile>& name,
                                             client_entry& client) noexcept {
        using ticket_keys = std::decay_t<decltype(directory_.tickets())>;
        std::array<std::uint8_t, ticket_keys::opened_size(Profile::max_name_size)> buffer;
        const wiped_at_exit wipe_buffer{buffer};
        opened_ticket ticket;
        client.refusal = directory_.tickets().open(request.identity, options_.context, buffer, ticket);
        const bool opened = client.refusal == errc::none;
        if (opened) {
            const std::uint64_t now = directory_.now();
            name.resumed = true;
            name.authenticated_at = ticket.authenticated_at();
            name.expires_at = name.authenticated_at + ticket.lifetime();
            client.allows_group_none = ticket.group_none();
            const std::uint64_t tolerance = detail::directory::clock_tolerance_of(directory_);
            const bool early = now < name.authenticated_at && name.authenticated_at - now > tolerance;
            if (early || now >= name.expires_at || !directory_.is_authorized(ticket.name())) {
                client.refusal = errc::ticket_refused;
            } else if (!name.name.assign(ticket.name())) {
                client.refusal = errc::invalid_name;
            }
        }
        keys.start(opened ? ticket.reveal_psk() : dummy_psk());
        return errc::none;
    }

    // [L(psk)] ‖ L(es) ‖ L(ss)
    errc find_peer(const hello& request, psk_input<typename Profile::hash>& slot, authentication<Profile>& name,
                   client_entry& client) noexcept {
        const peer_entry entry = directory_.find_peer(request.identity);
        const auto& own = directory_.own_key();
        using key = std::decay_t<decltype(own)>;
        const bool with_psk = request.mode == handshake_mode::static_keys_and_psk;
        const auto needed = with_psk ? peer_entry::access::static_keys_and_psk : peer_entry::access::static_keys;
        if (entry.allowed() == peer_entry::access::unknown) { return errc::unknown_identity; }
        if (entry.allowed() != needed) { return errc::mode_not_served; }
        if (entry.public_key().size() != key::public_size ||
            (!entry.shared_secret().empty() && entry.shared_secret().size() != key::shared_size)) {
            return errc::invalid_public_key;
        }
        if (equal_public(entry.public_key(), own.public_value())) { return errc::own_public_key; }
        if (with_psk && !is_psk(entry.psk())) { return errc::invalid_psk; }
        if (!name.name.assign(entry.name())) { return errc::invalid_name; }
        if (!exchange::template takes_static_keys<key>(group_of(request.suites[0]))) { return errc::no_common_suite; }
        client.static_public = entry.public_key();
        client.allows_group_none = false;

        if (with_psk) { slot.add_with_size(entry.psk()); }
        secret<key::shared_size> shared;
        if (const auto done = own.agree(request.share, shared.overwrite()); !done) { return done.error(); }
        slot.add_with_size(shared.reveal());
        if (!entry.shared_secret().empty()) {
            slot.add_with_size(entry.shared_secret());
            return errc::none;
        }
        if (const auto done = own.agree(entry.public_key(), shared.overwrite()); !done) { return done.error(); }
        slot.add_with_size(shared.reveal());
        return errc::none;
    }

    void start_transcript(const client_entry& client, transcript<Profile>& messages) const noexcept {
        if constexpr (detail::directory::knows_peers<Directory>) {
            if (!client.static_public.empty()) {
                return messages.start(options_.context, client.static_public, directory_.own_key().public_value());
            }
        }
        messages.start(options_.context);
    }

    // The first of this server's suites that the client offers; 0 where there is none.
    std::uint8_t choose(byte_view offered, bool allows_group_none) const noexcept {
        if constexpr (suites::count == 1) {  // nothing to prefer
            constexpr std::uint8_t only = suites::ids[0];
            const bool accepted = options_.suites.empty() || contains(options_.suites, only);
            return accepted && (group_of(only) != 0 || allows_group_none) && contains(offered, only) ? only : 0;
        }
        const byte_view accepted = options_.suites.empty() ? byte_view{suites::ids} : byte_view{options_.suites};
        for (const std::uint8_t own : accepted) {
            if (suites::has(own) && (group_of(own) != 0 || allows_group_none) && contains(offered, own)) { return own; }
        }
        return 0;
    }
    // What an unknown client's binder is checked with: it is refused whatever comes out.
    static byte_view dummy_psk() noexcept { return detail::zeros; }

    static bool contains(byte_view offered, std::uint8_t suite_id) noexcept {
        // NOLINTNEXTLINE(readability-use-anyofallof): a freestanding library has no <algorithm>
        for (const std::uint8_t one : offered) {
            if (one == suite_id) { return true; }
        }
        return false;
    }

    Directory& directory_;
    typename Profile::random& random_;
    server_options options_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
