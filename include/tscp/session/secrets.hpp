// SPDX-License-Identifier: MIT
// What a session leaves beside its channel: the exporter, RFC 8446 section 7.5, and the secret that tickets come from.
//
//     psk_i     = Expand-Label(res_i, "resumption", i in 8 bytes, 32)        the PSK of the ticket numbered i, 0 to 254
//     res_(i+1) = Expand-Label(res_i, "traffic upd", "", 32)                 res_0 is the resumption master secret
//
// Each end keeps the secret after its newest ticket alone: who steals it learns no PSK of the tickets before.
#pragma once

#include <cstdint>

#include <tscp/concepts/suites.hpp>
#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/key_schedule.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// How many tickets a session has at most: they are numbered from 0 to 254.
inline constexpr std::uint8_t max_session_tickets = 255;

/// Both ends of a session hold the same. Wipe what is not wanted: all by `clear`, or the tickets' alone by
/// `clear_resumption`. One that was cleared, moved from, or never held any, answers `errc::state_consumed`.
template <class Hash>
class session_secrets {
public:
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    session_secrets() noexcept {}
    session_secrets(session_secrets&& other) noexcept { take(other); }
    session_secrets& operator=(session_secrets&& other) noexcept {
        if (this != &other) { take(other); }
        return *this;
    }
    session_secrets(const session_secrets&) = delete;
    session_secrets& operator=(const session_secrets&) = delete;
    ~session_secrets() = default;

    /// Takes the other's secrets in place of its own, and leaves the other without.
    TSCP_NEVER_INLINE_IF_SMALL void take(session_secrets& other) noexcept {
        exporter_.take(other.exporter_);
        resumption_.take(other.resumption_);
        suite_id_ = other.suite_id_;
        next_ticket_ = other.next_ticket_;
        other.suite_id_ = 0;
    }

    /// Wipes the secrets; there are none then.
    void clear() noexcept {
        exporter_.clear();
        resumption_.clear();
        suite_id_ = 0;
    }

    /// Wipes the secret of the tickets alone: from now on the session gives none and takes none.
    void clear_resumption() noexcept {
        resumption_.clear();
        next_ticket_ = max_session_tickets;
    }

    /// For the handshake and snapshots: `fill(exporter, resumption)` writes the two secrets of a session of this suite,
    /// 32 bytes each. `next_ticket`: the number of the next ticket; max_session_tickets where there is none any more.
    /// Precondition: a suite, which is never 0.
    template <class Fill>
    void set(std::uint8_t suite_id, std::uint8_t next_ticket, const Fill& fill) noexcept {
        config::expects(suite_id != 0);
        suite_id_ = suite_id;
        next_ticket_ = next_ticket;
        fill(exporter_.overwrite(), resumption_.overwrite());
    }

    /// False where there are none.
    [[nodiscard]] bool present() const noexcept { return suite_id_ != 0; }

    /// Fills `out` with bytes that only the two ends know, for the purpose that `label` names: RFC 5705 and RFC 8446
    /// section 7.5. Errors: `errc::state_consumed`, `errc::out_of_range` (a label above 249 bytes, more than 8,160
    /// bytes), `errc::no_channel_binding` (that label, in a session with group none).
    result<void> export_keying_material(byte_view label, byte_view context, byte_span out) const noexcept {
        if (!present()) { return errc::state_consumed; }
        if (group_of(suite_id_) == 0 && equal_public(label, binding_label())) { return errc::no_channel_binding; }
        return detail::burn_stack<config::stack.session>(export_from(exporter_, label, context, out));
    }

    /// The channel binding of RFC 9266: 32 bytes that name this session. Errors: `errc::state_consumed`,
    /// `errc::buffer_too_small`, `errc::no_channel_binding`: without Diffie–Hellman a third that knows the PSKs of
    /// both ends makes two sessions with one binding.
    result<void> channel_binding(byte_span out) const noexcept {
        if (out.size() < 32) { return errc::buffer_too_small; }
        return export_keying_material(binding_label(), {}, out.first(32));
    }

    /// The number of the next ticket; max_session_tickets where there is none any more.
    [[nodiscard]] std::uint8_t next_ticket() const noexcept { return next_ticket_; }

    /// Writes the PSK of the ticket with this number; from then on there are only those of later tickets. A server
    /// takes that of its next ticket. A client takes that of the ticket which came: those before it may be lost.
    /// Errors, which change nothing: `errc::state_consumed`, `errc::ticket_outdated` (not above the newest that was
    /// taken, or the tickets were given up), `errc::no_more_tickets` (the number is max_session_tickets).
    TSCP_NEVER_INLINE_IF_SMALL errc take_ticket_psk(std::uint8_t number, secret<32>& psk) noexcept {
        return detail::burn_stack<config::stack.session>(do_take_ticket_psk(number, psk));
    }

    /// 32 bytes each, for snapshots.
    [[nodiscard]] byte_view reveal_exporter() const& noexcept { return exporter_.reveal(); }
    byte_view reveal_exporter() const&& = delete;
    /// That of the next ticket.
    [[nodiscard]] byte_view reveal_resumption() const& noexcept { return resumption_.reveal(); }
    byte_view reveal_resumption() const&& = delete;

private:
    TSCP_OWN_FRAME static errc export_from(const secret<32>& exporter, byte_view label, byte_view context,
                                           byte_span out) noexcept {
        return export_secret<Hash>(exporter.reveal(), label, context, out).error();
    }

    TSCP_OWN_FRAME errc do_take_ticket_psk(std::uint8_t number, secret<32>& psk) noexcept {
        if (!present()) { return errc::state_consumed; }
        if (number == max_session_tickets) { return errc::no_more_tickets; }
        if (number < next_ticket_) { return errc::ticket_outdated; }
        hmac_key<Hash> source;
        std::uint8_t nonce[8] = {};  // the number
        do {
            nonce[7] = next_ticket_;
            source.set(resumption_.reveal());
            expand_label_block<Hash>(source, "resumption", nonce, psk.overwrite());
            expand_label_block<Hash>(source, "traffic upd", resumption_.overwrite());
        } while (next_ticket_++ != number);
        return errc::none;
    }

    static byte_view binding_label() noexcept { return bytes_of("EXPORTER-Channel-Binding"); }

    std::uint8_t suite_id_ = 0;
    std::uint8_t next_ticket_ = 0;
    secret<32> exporter_{};
    secret<32> resumption_{};
};

}  // namespace TSCP_ABI
}  // namespace tscp
