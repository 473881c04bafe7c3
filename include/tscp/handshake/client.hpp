// SPDX-License-Identifier: MIT
// The client's side of the handshake: a type for each state.
//
//     tscp::client<profile> client{tscp::external_psk{identity, psk}, random};
//     auto waiting = client.write_hello(out);
//     auto session = std::move(*waiting).read_hey(in);      // on datagrams waiting->read_hey(in): it may come again
//     session->channel.seal(message, out);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/handshake_secrets.hpp>
#include <tscp/handshake/key_exchange.hpp>
#include <tscp/session/client_session.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What both ends may settle beforehand, and what a client may choose. The views must live until the Hello is written.
struct client_options {
    /// The suites to offer, of one group; none: all of the profile that have its first suite's group.
    stored_view suites;
    /// The connection id to receive; as long as the profile says.
    stored_view cid;
    /// Bytes that both ends hold, never sent.
    stored_view context;
};

template <class Profile>
class client;

namespace detail {

/// What a client keeps between Hello and Hey.
template <class Profile>
class waiting_state {
    using suites = typename Profile::suites;
    using exchange = key_exchange<Profile>;
    static constexpr bool has_static_keys = !std::is_same_v<typename Profile::static_key, no_static_key>;

public:
    waiting_state(const waiting_state&) = delete;
    waiting_state& operator=(const waiting_state&) = delete;

protected:
    waiting_state() noexcept = default;
    ~waiting_state() = default;

    void take(waiting_state& other) noexcept {
        secrets_.copy_from(other.secrets_);
        ephemeral_.take(other.ephemeral_);
        own_ = other.own_;
        cid_ = other.cid_;
        offer_ = other.offer_;
        other.forget();
    }

    errc read_answer(byte_view message, client_session<Profile>& session) noexcept {
        if (offer_ == 0) { return errc::state_consumed; }
        const errc error = try_to_read(message, session);
        if (error == errc::none || Profile::transport == framing::stream) { forget(); }
        return burn_stack<handshake_burn<Profile, config::stack.read_hey>>(error);
    }

private:
    template <class>
    friend class TSCP_ABI::client;

    TSCP_NEVER_INLINE errc try_to_read(byte_view message, client_session<Profile>& session) const noexcept {
        hey answer;
        if (const errc error = hey::parse(message, answer); error != errc::none) { return error; }
        const std::size_t index = suites::index_of(answer.suite_id);
        if (index == suites::count || (offer_ >> index & 1U) == 0) { return errc::suite_not_offered; }
        const std::uint8_t group_id = group_of(answer.suite_id);
        if (answer.share.size() != suites::known_share_size(group_id)) { return errc::malformed_hey; }

        typename exchange::shared_secret shared{uninitialized};
        std::size_t shared_size = 0;
        if (const errc error = exchange::agree(group_id, ephemeral_, answer.share, shared, shared_size);
            error != errc::none) {
            return error;
        }
        handshake_secrets<Profile> secrets;
        secrets.copy_from(secrets_);
        secrets.schedule.mix(shared.reveal().first(shared_size));
        secrets.messages.add(answer.before_finished);
        typename handshake_secrets<Profile>::mac finished;
        secrets.prove(proof_label::finished, finished);
        if (!secrets.is_same(answer.finished, finished)) { return errc::wrong_finished; }
        if (const errc error = mix_last_slot(answer.share, secrets.schedule); error != errc::none) { return error; }
        secrets.messages.add(answer.finished);
        session.suite_id = answer.suite_id;
        secrets.make_session(role::client, aead_of(answer.suite_id), cid_view{byte_view{cid_}}, cid_view{answer.cid},
                             session.channel, session.secrets);
        return errc::none;
    }

    template <class Schedule>
    errc mix_last_slot(byte_view server_share, Schedule& schedule) const noexcept {
        if constexpr (has_static_keys) {
            if (own_ != nullptr) {
                secret<Profile::static_key::shared_size> se;
                if (const auto done = own_->agree(server_share, se.overwrite()); !done) { return done.error(); }
                schedule.mix(se.reveal());
                return errc::none;
            }
        }
        schedule.mix_zeros();
        return errc::none;
    }

    TSCP_NEVER_INLINE_IF_SMALL void forget() noexcept {
        offer_ = 0;
        ephemeral_.clear();
        secrets_.schedule.clear();
    }

    handshake_secrets<Profile> secrets_;
    typename exchange::private_key ephemeral_;
    const typename Profile::static_key* own_ = nullptr;
    std::array<std::uint8_t, Profile::cid_size> cid_{};
    std::uint32_t offer_ = 0;  // a bit for each suite of the profile; 0 once consumed
};

}  // namespace detail

/// A client that has sent its Hello over a stream and waits for the Hey. Reading it, whatever the outcome, is final.
/// Errors of `read_hey`: `errc::state_consumed` (read before, or moved from), `errc::refused_by_peer` (an alert in
/// clear), `errc::malformed_hey`, `errc::suite_not_offered`, `errc::public_value_out_of_range`, `errc::wrong_finished`.
template <class Profile, framing Framing = Profile::transport>
class waiting_client : public detail::waiting_state<Profile> {
public:
    waiting_client() noexcept = default;
    waiting_client(waiting_client&& other) noexcept { this->take(other); }
    waiting_client& operator=(waiting_client&& other) noexcept {
        if (this != &other) { this->take(other); }
        return *this;
    }
    waiting_client(const waiting_client&) = delete;
    waiting_client& operator=(const waiting_client&) = delete;
    ~waiting_client() = default;

    result<client_session<Profile>> read_hey(byte_view message) && noexcept {
        return result<client_session<Profile>>{detail::fill_in_place, [&](client_session<Profile>& session) noexcept {
                                                   return this->read_answer(message, session);
                                               }};
    }
    /// The same into a session of the caller's.
    errc read_hey(byte_view message, client_session<Profile>& session) && noexcept {
        return this->read_answer(message, session);
    }
};

/// The same over datagrams: send the Hello again now and then. A message that is not the Hey leaves it waiting as it
/// was; once the Hey has been read it says `errc::state_consumed`.
template <class Profile>
class waiting_client<Profile, framing::datagram> : public detail::waiting_state<Profile> {
public:
    waiting_client() noexcept = default;
    waiting_client(waiting_client&& other) noexcept { this->take(other); }
    waiting_client& operator=(waiting_client&& other) noexcept {
        if (this != &other) { this->take(other); }
        return *this;
    }
    waiting_client(const waiting_client&) = delete;
    waiting_client& operator=(const waiting_client&) = delete;
    ~waiting_client() = default;

    result<client_session<Profile>> read_hey(byte_view message) noexcept {
        return result<client_session<Profile>>{detail::fill_in_place, [&](client_session<Profile>& session) noexcept {
                                                   return this->read_answer(message, session);
                                               }};
    }
    errc read_hey(byte_view message, client_session<Profile>& session) noexcept {
        return this->read_answer(message, session);
    }
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
        : credential_{credential}, random_{generator}, options_{options} {
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
        return detail::burn_stack<detail::handshake_burn<Profile, config::stack.write_hello>>(error);
    }

private:
    TSCP_OWN_FRAME errc try_to_write(writer& out, waiting_client<Profile>& waiting) const noexcept {
        std::array<std::uint8_t, 16> offered;
        hello message;
        std::uint32_t offer = 0;
        if (const errc error = choose(offered, message, offer); error != errc::none) { return error; }
        message.mode = credential_.mode;
        message.identity = credential_.identity;
        message.cid = options_.cid;
        const std::uint8_t group_id = group_of(message.suites[0]);
        const std::size_t share_size = suites::known_share_size(group_id);
        if (const errc error = check_settings(message, group_id, out); error != errc::none) { return error; }
        if (out.remaining() < message.size() + share_size) { return errc::buffer_too_small; }

        const std::size_t start = out.size();
        message.write_head(out);
        auto& secrets = waiting.secrets_;
        errc error = exchange::generate(group_id, random_, waiting.ephemeral_, out.take(share_size));
        if (error == errc::none) { error = start_schedule(group_id, waiting.ephemeral_, secrets.schedule); }
        if (error != errc::none) {
            out.roll_back(start);
            return error;
        }
        secrets.messages.start(options_.context, own_public(), credential_.server_public);
        secrets.messages.add(out.written().subspan(start));
        typename handshake_secrets<Profile>::mac mac;
        secrets.prove(binder_of(credential_.mode), mac);
        const byte_view binder = byte_view{mac}.first(handshake_mac_size);
        copy_bytes(binder, out.take(handshake_mac_size));
        secrets.messages.add(binder);
        if constexpr (has_static_keys) { waiting.own_ = credential_.own; }
        waiting.offer_ = offer;
        copy_bytes(options_.cid, waiting.cid_);
        return errc::none;
    }

    // The offer, and a bit for each suite in it.
    errc choose(std::array<std::uint8_t, 16>& offered, hello& message, std::uint32_t& bits) const noexcept {
        if constexpr (suites::count == 1) {  // nothing to choose
            bits = 1;
            message.suites = byte_view{suites::ids};
            const bool fits = options_.suites.empty() || equal_public(options_.suites, message.suites);
            return fits ? errc::none : errc::invalid_suites;
        }
        const bool all = options_.suites.empty();
        const byte_view wanted = all ? byte_view{suites::ids} : byte_view{options_.suites};
        std::size_t count = 0;  // at most 15: one group has no more suites, and none is taken twice
        for (const std::uint8_t id : wanted) {
            const bool other_group = group_of(id) != group_of(wanted[0]);
            if (all && other_group) { continue; }
            const std::size_t index = suites::index_of(id);
            if (other_group || index == suites::count || (bits >> index & 1U) != 0) { return errc::invalid_suites; }
            bits |= std::uint32_t{1} << index;
            offered[count++] = id;
        }
        message.suites = byte_view{offered}.first(count);
        return errc::none;
    }

    // What is wrong with the settings. `out` is where the Hello would lie.
    [[nodiscard]] errc check_settings(const hello& message, std::uint8_t group_id, const writer& out) const noexcept {
        if (const client_ticket* ticket = credential_.ticket) {  // it may have been moved or replaced since
            if (!ticket->usable() || ticket->bytes().size() != message.identity.size()) { return errc::state_consumed; }
        }
        if (message.identity.empty() || message.identity.size() > 255) { return errc::invalid_identity; }
        if (message.cid.size() != Profile::cid_size) { return errc::invalid_connection_id; }
        if (options_.context.size() > 0xffff) { return errc::context_too_long; }
        if (message.mode != handshake_mode::static_keys && !is_psk(credential_.psk)) { return errc::invalid_psk; }
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
        for (const byte_view input : {message.identity, message.cid, byte_view{options_.context}, credential_.psk}) {
            if (out.would_overwrite(input)) { return errc::buffers_overlap; }
        }
        return errc::none;
    }

    [[nodiscard]] byte_view own_public() const noexcept {
        if constexpr (has_static_keys) {
            if (credential_.own != nullptr) { return credential_.own->public_value(); }
        }
        return {};
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
