// SPDX-License-Identifier: MIT
// The client's side of the handshake: a type for each state, and a step from one to the next consumes the first.
//
//     auto waiting = tscp::client<profile, tscp::external_psk>{credential, random}.write_hello(out);
//     auto session = std::move(*waiting).read_hey(in);
//     session->channel.seal(message, out);
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/handshake/agreed.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/transcript.hpp>
#include <tscp/session/channel.hpp>
#include <tscp/session/secrets.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/hey.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What both ends may settle beforehand, and what a client may choose. The views must live until the Hello is written.
struct client_options {
    /// The suites to offer, of one group; none: all of the profile that have its first suite's group.
    byte_view suites;
    /// The connection id to receive; as long as the profile says.
    byte_view cid;
    /// Bytes that both ends hold, never sent.
    byte_view context;
};

/// A client's session: send a record at once, it is this end's proof.
template <class Profile>
struct client_session {
    client_channel<Profile> channel;
    session_secrets<typename Profile::hash> secrets;
    std::uint8_t suite_id;
};

/// A client that has sent its Hello and waits for the Hey. On datagrams, send the same Hello again now and then.
template <class Profile, class Credential>
class waiting_client {
    using suites = typename Profile::suites;
    using common = agreed<Profile>;
    using schedule = typename common::schedule;

public:
    waiting_client(waiting_client&& other) noexcept
        : credential_{other.credential_},
          transcript_{other.transcript_},
          schedule_{std::move(other.schedule_)},
          ephemeral_{std::move(other.ephemeral_)},
          cid_{other.cid_},
          offer_{std::exchange(other.offer_, 0U)} {}
    waiting_client(const waiting_client&) = delete;
    waiting_client& operator=(const waiting_client&) = delete;
    waiting_client& operator=(waiting_client&&) = delete;
    ~waiting_client() = default;

    /// Reads the server's Hey and gives the session; then this state is spent, and says `errc::state_consumed`. Errors:
    /// `errc::refused_by_peer` (an alert in clear: a hint, not a proof), `errc::malformed_hey`,
    /// `errc::suite_not_offered`, `errc::public_value_out_of_range`, `errc::wrong_finished`. On datagrams an error
    /// leaves the client waiting as it was; on streams it is final.
    result<client_session<Profile>> read_hey(byte_view message) && noexcept {
        if (offer_ == 0) { return errc::state_consumed; }
        auto session = try_hey(message);
        if (session || Profile::transport == framing::stream) { forget(); }
        return session;
    }

private:
    template <class, class>
    friend class client;

    waiting_client(const Credential& credential, const transcript<Profile>& sent, schedule&& early,
                   secret<suites::max_private_size>&& ephemeral, byte_view cid, std::uint32_t offer) noexcept
        : credential_{credential},
          transcript_{sent},
          schedule_{std::move(early)},
          ephemeral_{std::move(ephemeral)},
          offer_{offer} {
        copy_bytes(cid, cid_);
    }

    result<client_session<Profile>> try_hey(byte_view message) const noexcept {
        const auto answer = hey::read(message);
        if (!answer) { return answer.error(); }
        const std::size_t index = suites::index_of(answer->suite_id);
        if (index == suites::count || (offer_ >> index & 1U) == 0) { return errc::suite_not_offered; }
        if (answer->share.size() != suites::share_size(group_of(answer->suite_id))) { return errc::malformed_hey; }

        schedule keys{schedule_.fork()};
        errc why = errc::none;
        suites::visit_group(group_of(answer->suite_id), [&](auto one) noexcept {
            using group = typename decltype(one)::group;
            secret<group::shared_size> shared;
            why =
                group::agree(ephemeral_.reveal().first(group::private_size), answer->share, shared.overwrite()).error();
            keys.add(shared.reveal());
        });
        if (why != errc::none) { return why; }

        transcript<Profile> heard{transcript_};
        heard.add(answer->before_finished);
        if (!common::same(answer->finished, common::finished(keys, heard.hash()))) { return errc::wrong_finished; }
        if (const auto done = credential_.add_last_slot(answer->share, keys); !done) { return done.error(); }
        heard.add(answer->finished);
        typename common::session secrets{keys, heard.hash()};

        const std::uint8_t aead = aead_of(answer->suite_id);
        return client_session<Profile>{
            client_channel<Profile>{traffic_key<Profile>{aead, secrets.client.reveal()},
                                    traffic_key<Profile>{aead, secrets.server.reveal()},
                                    byte_view{cid_}.first(Profile::cid_size), answer->cid},
            session_secrets<typename Profile::hash>{std::move(secrets.exporter), std::move(secrets.resumption)},
            answer->suite_id};
    }

    void forget() noexcept {
        offer_ = 0;
        ephemeral_.clear();
        schedule_.clear();
    }

    Credential credential_;
    transcript<Profile> transcript_;
    schedule schedule_;
    secret<suites::max_private_size> ephemeral_;
    std::array<std::uint8_t, max_cid_size> cid_{};
    std::uint32_t offer_;  // a bit for each suite of the profile; 0 once consumed
};

/// A client before its Hello. `Credential` is a type of credential.hpp.
template <class Profile, class Credential>
class client {
    static_assert(require_profile<Profile>());
    using suites = typename Profile::suites;
    using common = agreed<Profile>;

public:
    /// The generator is used by write_hello alone.
    client(const Credential& credential, typename Profile::random& generator,
           const client_options& options = {}) noexcept
        : credential_{credential}, random_{generator}, options_{options} {}

    /// Draws the ephemeral key and appends the Hello to `out`. Errors: `errc::invalid_suites` (suites that the
    /// profile has not, or of two groups; group none where it is not allowed; an identity, key or cid of a wrong size;
    /// a server with our own key), `errc::random_failed`, `errc::public_value_out_of_range` (the server's static key),
    /// `errc::buffer_too_small`, and what the backend reports.
    result<waiting_client<Profile, Credential>> write_hello(writer& out) const noexcept {
        std::array<std::uint8_t, 16> offered;
        std::uint32_t offer = 0;
        const std::size_t count = choose(offered, offer);
        if (count == 0 || options_.cid.size() != Profile::cid_size || options_.context.size() > 0xffff) {
            return errc::invalid_suites;
        }
        const std::uint8_t group_id = group_of(offered[0]);
        if (group_id == 0 && !credential_.allows_group_none()) { return errc::invalid_suites; }

        secret<suites::max_private_size> ephemeral;
        std::array<std::uint8_t, suites::max_share_size> share;
        typename common::schedule::first_slot slot;
        errc why = errc::none;
        suites::visit_group(group_id, [&](auto one) noexcept {
            why = draw<typename decltype(one)::group>(ephemeral.overwrite(), share, slot);
        });
        if (why != errc::none) { return why; }
        typename common::schedule early{slot};

        write_transaction message{out};
        const auto head = hello::write(Credential::how, byte_view{offered}.first(count), credential_.identity(),
                                       options_.cid, byte_view{share}.first(suites::share_size(group_id)), out);
        if (!head) { return head.error(); }
        transcript<Profile> sent{options_.context, credential_.own_public(), credential_.peer_public()};
        sent.add(message.written());
        const auto binder = common::binder(early, Credential::how, sent.hash());
        const byte_view proof = byte_view{binder}.first(handshake_mac_size);
        if (const auto done = out.write(proof); !done) { return done.error(); }
        sent.add(proof);
        message.commit();
        return waiting_client<Profile, Credential>{credential_,          sent,         std::move(early),
                                                   std::move(ephemeral), options_.cid, offer};
    }

private:
    // The offer, and its bits; 0 where it cannot be made.
    std::size_t choose(std::array<std::uint8_t, 16>& offered, std::uint32_t& bits) const noexcept {
        std::size_t count = 0;
        const bool all = options_.suites.empty();
        const byte_view wanted = all ? byte_view{suites::ids} : options_.suites;
        for (const std::uint8_t id : wanted) {
            const std::size_t index = suites::index_of(id);
            const bool other_group = group_of(id) != group_of(wanted[0]);
            if (all && (other_group || count == offered.size())) { continue; }
            if (index == suites::count || other_group || (bits >> index & 1U) != 0 || count == offered.size()) {
                return 0;
            }
            bits |= std::uint32_t{1} << index;
            offered[count++] = id;
        }
        return count;
    }

    template <class Group>
    errc draw(byte_span ephemeral, byte_span share, typename common::schedule::first_slot& slot) const noexcept {
        if constexpr (static_cast<unsigned>(Credential::how) >= 2 && !Group::static_keys) {
            return errc::invalid_suites;
        } else {
            const byte_span private_key = ephemeral.first(Group::private_size);
            if (!random_.fill(private_key)) { return errc::random_failed; }
            const auto made = Group::public_value(private_key, share.first(Group::public_size));
            if (!made) { return made.error(); }
            return credential_.template add_first_slot<Group>(private_key, slot).error();
        }
    }

    Credential credential_;
    typename Profile::random& random_;
    client_options options_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
