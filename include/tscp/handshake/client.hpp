// SPDX-License-Identifier: MIT
// The client's side of the handshake: a type for each state.
//
//     tscp::client<profile> client{tscp::external_psk{identity, psk}, random};
//     auto waiting = client.write_hello(out);
//     auto session = std::move(*waiting).read_hey(in);      // on datagrams waiting->read_hey(in): it may come again
//     session->channel.seal(message, out);
//
// On datagrams a cookie may come in place of the Hey:
//
//     if (tscp::kind_of(in) == tscp::message_kind::cookie) { client.answer_cookie(*waiting, in, hello, out); }
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/handshake_secrets.hpp>
#include <tscp/handshake/key_exchange.hpp>
#include <tscp/handshake/waiting_client.hpp>
#include <tscp/wire/cookie.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What both ends may settle beforehand, and what a client may choose. The views must live until the Hello is written,
/// and on datagrams as long as a cookie may be answered.
struct client_options {
    /// The suites to offer, of one group; none: all of the profile that have its first suite's group. In a profile of
    /// several suites unassigned_aead may be among them, wherever it likes.
    stored_view suites{};
    /// The connection id to receive; as long as the profile says.
    stored_view cid{};
    /// Bytes that both ends hold, never sent.
    stored_view context{};
};

/// A client before its Hello. It may write any number of them, each with an ephemeral key of its own.
template <class Profile>
class client {
    static_assert(require_profile<Profile>());
    using suites = typename Profile::suites;
    using exchange = key_exchange<Profile>;
    using static_key = typename Profile::static_key;
    static constexpr bool has_static_keys = !std::is_same_v<static_key, no_static_key>;

public:
    /// `credential` is one of credential.hpp. The generator is used by write_hello alone.
    template <class Credential>
    client(const Credential& credential, typename Profile::random& generator,
           const client_options& options = {}) noexcept
        : credential_{credential},
          random_{generator},
          // One by one: GCC for ARMv6-M copies the whole by memcpy.
          options_{options.suites, options.cid, options.context} {
        static_assert(require_credential<Credential, Profile>());
    }

    /// Draws the ephemeral key and appends the Hello to `out`. Errors of settings: `errc::invalid_suites`,
    /// `errc::group_none_not_allowed`, `errc::group_not_static`, `errc::invalid_identity`, `errc::invalid_psk`,
    /// `errc::invalid_public_key`, `errc::own_public_key`, `errc::invalid_connection_id`, `errc::context_too_long`,
    /// `errc::state_consumed` (a ticket or static key that was moved from); `errc::buffers_overlap`,
    /// `errc::buffer_too_small`, `errc::random_failed`, `errc::public_value_out_of_range` (the server's static key),
    /// and what the backend reports.
    result<waiting_client<Profile>> write_hello(writer& out) const noexcept {
        return result<waiting_client<Profile>>{detail::fill_in_place, [&](waiting_client<Profile>& waiting) noexcept {
                                                   return write_hello(out, waiting);
                                               }};
    }
    /// The same into a state of the caller's; after an error that state is consumed.
    errc write_hello(writer& out, waiting_client<Profile>& waiting) const noexcept {
        const errc error = try_to_write(out, waiting);
        if (error != errc::none) { waiting.forget(); }
        return detail::burn_stack<detail::handshake_burn<Profile>>(error);
    }

    /// Appends the Hello with the cookie that a server asks for, to be sent in answer; on datagrams. Precondition:
    /// `hello` is the Hello that `waiting` came from. One cookie is answered for each time the Hello was sent, see
    /// waiting_client::hello_repeated; what the timer repeats is the Hello alone. `waiting` waits as before, and after
    /// an error nothing has changed: `errc::malformed_cookie`, `errc::wrong_cookie` (for another Hello),
    /// `errc::unexpected_cookie` (the second since the Hello was sent), `errc::state_consumed`,
    /// `errc::buffers_overlap`, `errc::buffer_too_small`.
    errc answer_cookie(waiting_client<Profile>& waiting, byte_view cookie, byte_view hello,
                       writer& out) const noexcept {
        const errc error = try_to_prove(waiting, cookie, hello, out);
        return detail::burn_stack<detail::session_burn<Profile>>(error);
    }

private:
    TSCP_OWN_FRAME errc try_to_prove(waiting_client<Profile>& waiting, byte_view cookie, byte_view hello,
                                     writer& out) const noexcept {
        static_assert(Profile::transport == framing::datagram, "tscp: there are cookies over datagrams only.");
        if (waiting.offer_ == 0) { return errc::state_consumed; }
        byte_view bytes;
        if (const errc error = cookie_message::parse(cookie, bytes); error != errc::none) { return error; }
        if (!equal_public(bytes.first(cookie_echo_size), hello.last(cookie_echo_size))) { return errc::wrong_cookie; }
        if (!waiting.answers_cookie_) { return errc::unexpected_cookie; }
        if (out.would_overwrite(cookie) || out.would_overwrite(hello)) { return errc::buffers_overlap; }
        if (out.remaining() < hello_with_cookie::overhead + hello.size()) { return errc::buffer_too_small; }
        const byte_span message = out.take(hello_with_cookie::overhead - handshake_mac_size + hello.size());
        hello_with_cookie::write_before_proof(bytes, hello, message);
        transcript<Profile> messages;
        start_transcript(messages);
        messages.add(message);
        waiting.secrets_.prove(binder_of(credential_.mode), messages, out.take(handshake_mac_size));
        waiting.answers_cookie_ = false;
        return errc::none;
    }

    TSCP_OWN_FRAME errc try_to_write(writer& out, waiting_client<Profile>& waiting) const noexcept {
        std::array<std::uint8_t, max_offer_size> offered;
        byte_view suite_ids;
        std::uint32_t offer = 0;
        if (const errc error = choose(offered, suite_ids, offer); error != errc::none) { return error; }
        const std::uint8_t group_id = group_of(suite_ids[0]);
        const std::size_t public_size = suites::known_public_size(group_id);
        if (const errc error = check_settings(group_id, out); error != errc::none) { return error; }
        const hello message{credential_.mode, suite_ids, credential_.identity, options_.cid};
        std::array<std::uint8_t, record_terms::max_size> list;
        byte_view extensions;
        if constexpr (own_record_terms<Profile>.size() > 0) { extensions = own_record_terms<Profile>.write_list(list); }
        if (out.remaining() < message.head_size(extensions.size()) + suites::known_share_head_size(group_id) +
                                  public_size + handshake_mac_size) {
            return errc::buffer_too_small;
        }

        const std::size_t start = out.size();
        message.write_head(extensions, out);
        auto& secrets = waiting.secrets_;
        suites::write_share_head(group_id, out);
        errc error = exchange::generate(group_id, random_, waiting.ephemeral_, out.take(public_size));
        if (error == errc::none) { error = start_schedule(group_id, waiting.ephemeral_, secrets.schedule); }
        if (error != errc::none) {
            out.roll_back(start);
            return error;
        }
        start_transcript(secrets.messages);
        secrets.messages.add(out.written().subspan(start));
        const byte_span binder = out.take(handshake_mac_size);
        secrets.prove(binder_of(credential_.mode), secrets.messages, binder);
        secrets.messages.add(binder);
        if constexpr (has_static_keys) { waiting.own_ = credential_.own; }
        waiting.offer_ = offer;
        if constexpr (Profile::transport == framing::datagram) { waiting.allow_cookie(); }
        copy_bytes(byte_view{options_.cid}.first(Profile::cid_size), waiting.cid_);
        return errc::none;
    }

    // The offer, and a bit for each suite in it.
    errc choose(std::array<std::uint8_t, max_offer_size>& offered, byte_view& ids, std::uint32_t& bits) const noexcept {
        if constexpr (suites::count == 1) {  // nothing to choose
            bits = 1;
            ids = byte_view{suites::ids};
            const bool fits = options_.suites.empty() || equal_public(options_.suites, ids);
            return fits ? errc::none : errc::invalid_suites;
        }
        const bool all = options_.suites.empty();
        const byte_view wanted = all ? byte_view{suites::ids} : byte_view{options_.suites};
        bool has_unassigned = false;
        std::size_t count = 0;  // at most 15: one group has no more suites, and none is taken twice
        for (const std::uint8_t id : wanted) {
            const bool other_group = group_of(id) != group_of(wanted[0]);
            if (all && other_group) { continue; }
            if (aead_of(id) == unassigned_aead && !other_group && !has_unassigned) {
                has_unassigned = true;
                offered[count++] = id;
                continue;
            }
            const std::size_t index = suites::index_of(id);
            if (other_group || index == suites::count || (bits >> index & 1U) != 0) { return errc::invalid_suites; }
            bits |= std::uint32_t{1} << index;
            offered[count++] = id;
        }
        if (bits == 0) { return errc::invalid_suites; }
        ids = byte_view{offered}.first(count);
        return errc::none;
    }

    // What is wrong with the settings. `out` is where the Hello would lie.
    [[nodiscard]] errc check_settings(std::uint8_t group_id, const writer& out) const noexcept {
        if (const client_ticket* ticket = credential_.ticket) {  // it may have been moved or replaced since
            if (!ticket->usable() || ticket->bytes().size() != credential_.identity.size()) {
                return errc::state_consumed;
            }
        }
        if (credential_.identity.empty() || credential_.identity.size() > 255) { return errc::invalid_identity; }
        if (options_.cid.size() != Profile::cid_size) { return errc::invalid_connection_id; }
        if (options_.context.size() > 0xffff) { return errc::context_too_long; }
        if (credential_.mode != handshake_mode::static_keys && !is_psk(credential_.psk)) { return errc::invalid_psk; }
        if (group_id == 0 && !credential_.allows_group_none) { return errc::group_none_not_allowed; }
        if constexpr (has_static_keys) {
            if (credential_.own != nullptr) {
                if (!exchange::template takes_static_keys<static_key>(group_id)) { return errc::group_not_static; }
                if (own_public().empty()) { return errc::state_consumed; }
                if (credential_.server_public.size() != static_key::public_size) { return errc::invalid_public_key; }
                if (equal_public(credential_.server_public, own_public())) { return errc::own_public_key; }
                if (out.would_overwrite(credential_.server_public)) { return errc::buffers_overlap; }
            }
        }
        const bool overlaps = out.would_overwrite(credential_.identity) || out.would_overwrite(options_.cid) ||
                              out.would_overwrite(options_.context) || out.would_overwrite(credential_.psk);
        if (overlaps) { return errc::buffers_overlap; }
        return errc::none;
    }

    [[nodiscard]] byte_view own_public() const noexcept {
        if constexpr (has_static_keys) {
            if (credential_.own != nullptr) { return credential_.own->public_value(); }
        }
        return {};
    }

    void start_transcript(transcript<Profile>& messages) const noexcept {
        if constexpr (has_static_keys) {
            if (credential_.own != nullptr) {
                return messages.start(options_.context, own_public(), credential_.server_public);
            }
        }
        messages.start(options_.context);
    }

    // Slot 1: psk, or [L(psk)] ‖ L(es) ‖ L(ss).
    errc start_schedule(std::uint8_t group_id, const typename exchange::private_key& ephemeral,
                        key_schedule<typename Profile::hash>& schedule) const noexcept {
        if constexpr (has_static_keys) {
            if (credential_.own != nullptr) { return start_static(group_id, ephemeral, schedule); }
        }
        schedule.start(credential_.psk);
        return errc::none;
    }

    errc start_static(std::uint8_t group_id, const typename exchange::private_key& ephemeral,
                      key_schedule<typename Profile::hash>& schedule) const noexcept {
        psk_input<typename Profile::hash> input;
        if (!credential_.psk.empty()) { input.add_with_size(credential_.psk); }
        typename exchange::shared_secret shared;
        std::size_t size = 0;
        const errc error = exchange::agree(group_id, ephemeral, credential_.server_public, shared, size);
        if (error != errc::none) { return error; }
        input.add_with_size(shared.reveal().first(size));
        const auto done = credential_.own->agree(credential_.server_public, shared.overwrite().first(size));
        if (!done) { return done.error(); }
        input.add_with_size(shared.reveal().first(size));
        schedule.start(input);
        return errc::none;
    }

    client_credential<static_key> credential_;
    typename Profile::random& random_;
    client_options options_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
