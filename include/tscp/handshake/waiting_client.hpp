// SPDX-License-Identifier: MIT
// A client between its Hello and the Hey: a type for each framing, as on datagrams the Hello is sent again until a Hey
// verifies. client.hpp makes it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/handshake/handshake_secrets.hpp>
#include <tscp/handshake/key_exchange.hpp>
#include <tscp/session/client_session.hpp>
#include <tscp/wire/extensions.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

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
        answers_cookie_ = other.answers_cookie_;
        other.forget();
    }

    void allow_cookie() noexcept { answers_cookie_ = true; }

    errc read_answer(byte_view message, client_session<Profile>& session) noexcept {
        if (offer_ == 0) { return errc::state_consumed; }
        const errc error = try_to_read(message, session);
        if (error == errc::none || Profile::transport == framing::stream) { forget(); }
        return burn_stack<handshake_burn<Profile>>(error);
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
        if (!suites::take_share_head(group_id, answer.share)) { return errc::malformed_hey; }

        record_terms peer;
        if constexpr (Profile::uses_extensions) {
            if (!record_terms::parse(answer.extensions(), peer)) { return errc::malformed_hey; }
        }

        handshake_secrets<Profile> secrets;
        secrets.copy_from(secrets_);
        if (const errc error = secrets.mix_shared(group_id, ephemeral_, answer.share); error != errc::none) {
            return error;
        }
        secrets.messages.add(answer.before_finished);
        typename handshake_secrets<Profile>::mac finished;
        secrets.prove(proof_label::finished, secrets.messages, finished);
        if (!equal_constant_time(answer.finished, finished)) { return errc::wrong_finished; }
        if (const errc error = mix_last_slot(answer.share, secrets.schedule); error != errc::none) { return error; }
        secrets.messages.add(answer.finished);
        session.suite_id = answer.suite_id;
        secrets.make_session(role::client, answer.suite_id, cid_view{byte_view{cid_}}, cid_view{answer.cid},
                             session.channel, session.secrets);
        secrets.set_peer_terms(peer, session.channel);
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

    std::uint32_t offer_ = 0;  // a bit for each suite of the profile; 0 once consumed
    const typename Profile::static_key* own_ = nullptr;
    std::array<std::uint8_t, Profile::cid_size> cid_{};
    bool answers_cookie_ = false;
    typename exchange::private_key ephemeral_{uninitialized};
    handshake_secrets<Profile> secrets_{};
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

    /// To be called whenever the Hello was sent again (the first time does no harm): for each time
    /// client::answer_cookie answers one cookie.
    void hello_repeated() noexcept { this->allow_cookie(); }

    result<client_session<Profile>> read_hey(byte_view message) noexcept {
        return result<client_session<Profile>>{detail::fill_in_place, [&](client_session<Profile>& session) noexcept {
                                                   return this->read_answer(message, session);
                                               }};
    }
    errc read_hey(byte_view message, client_session<Profile>& session) noexcept {
        return this->read_answer(message, session);
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
