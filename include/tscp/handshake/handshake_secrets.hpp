// SPDX-License-Identifier: MIT
// What both ends compute alike: transcript and key schedule, the binder, the proof in Hey, and the keys of the session.
// docs/PROTOCOL.md, "Key schedule".
#pragma once

#include <array>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/named_views.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/handshake/key_exchange.hpp>
#include <tscp/handshake/transcript.hpp>
#include <tscp/kdf/key_schedule.hpp>
#include <tscp/session/record_layer.hpp>
#include <tscp/session/secrets.hpp>
#include <tscp/wire/extensions.hpp>
#include <tscp/wire/hello.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a handshake MAC proves, and so the label of its secret. A binder has the number of its mode: those of the modes
/// with static keys, 2 and 3, have the label of `external_binder`.
enum class proof_label : std::uint8_t { external_binder = 0, resumption_binder = 1, finished = 4 };

/// The binder of a mode.
[[nodiscard]] constexpr proof_label binder_of(handshake_mode mode) noexcept { return static_cast<proof_label>(mode); }

template <class Profile>
class handshake_secrets {
    using hash = typename Profile::hash;
    using exchange = key_exchange<Profile>;

public:
    using mac = std::array<std::uint8_t, handshake_mac_size>;

    handshake_secrets() noexcept = default;
    handshake_secrets(const handshake_secrets&) = delete;
    handshake_secrets& operator=(const handshake_secrets&) = delete;
    ~handshake_secrets() = default;

    void copy_from(const handshake_secrets& other) noexcept {
        messages = other.messages;
        schedule.copy_from(other.schedule);
    }

    /// Takes in Diffie–Hellman as the next slot: of one's own ephemeral key and the peer's share, for slot 2, or of the
    /// server's ephemeral key and the client's static one, for slot 3. Errors: those of key_exchange::agree; then
    /// nothing is taken in.
    TSCP_NEVER_INLINE_IF_SMALL errc mix_shared(std::uint8_t group_id, const typename exchange::private_key& own,
                                               byte_view peer) noexcept {
        typename exchange::shared_secret shared{uninitialized};
        std::size_t size = 0;
        const errc error = exchange::agree(group_id, own, peer, shared, size);
        if (error == errc::none) { schedule.mix(shared.reveal().first(size)); }
        return error;
    }

    /// Writes the MAC over a transcript by which an end proves itself: the binder over a Hello without it, or the proof
    /// of a Hello with a cookie (slot 1 is in the schedule), or the server's proof over Hello and Hey without it (slot
    /// 2 is). docs/PROTOCOL.md, "Key schedule".
    TSCP_NEVER_INLINE void prove(proof_label label, const transcript<Profile>& over, byte_span out) const noexcept {
        typename transcript<Profile>::digest th;
        over.hash(th);
        secret<32> base{uninitialized};
        const bool by_server = label == proof_label::finished;
        schedule.derive(by_server                                 ? "s hs traffic"
                        : label == proof_label::resumption_binder ? "res binder"
                                                                  : "ext binder",
                        by_server ? byte_view{th} : byte_view{detail::sha256_empty_digest}, base.overwrite());
        key_schedule<hash>::finished_mac(base.reveal(), th, th);
        copy_bytes(byte_view{th}.first(handshake_mac_size), out);
        detail::burn_stack<detail::schedule_burn<Profile>>();
    }

    /// Makes the keys of one end's channel, and the session's secrets. Preconditions: slot 3 is in the schedule, Hello
    /// and Hey in the transcript; the profile has the suite, an own cid has its size, a peer's at most max_cid_size
    /// bytes.
    TSCP_NEVER_INLINE void make_session(role own, std::uint8_t suite_id, cid_view own_cid, cid_view peer_cid,
                                        record_layer<Profile>& channel, session_secrets<hash>& secrets) const noexcept {
        typename transcript<Profile>::digest th_session;
        messages.hash(th_session);
        schedule.derive("c ap traffic", th_session, channel.traffic_secret(role::client, own));
        schedule.derive("s ap traffic", th_session, channel.traffic_secret(role::server, own));
        secrets.set(suite_id, 0, [&](byte_span exporter, byte_span resumption) noexcept {
            schedule.derive("exp master", th_session, exporter);
            schedule.derive("res master", th_session, resumption);
        });
        channel.start(aead_of(suite_id), own_cid, peer_cid);
        detail::burn_stack<detail::schedule_burn<Profile>>();
    }

    /// What the peer asked for by extensions, after make_session.
    static void set_peer_terms(const record_terms& peer, record_layer<Profile>& channel) noexcept {
        if constexpr (Profile::uses_extensions) {
            channel.set_peer_terms(peer.record_size_limit, peer.two_byte_numbers);
        }
    }

    transcript<Profile> messages{};
    key_schedule<hash> schedule{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
