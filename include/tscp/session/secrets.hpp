// SPDX-License-Identifier: MIT
// What a session leaves beside its channel: the exporter, RFC 8446 section 7.5, and the secret that tickets come from.
#pragma once

#include <tscp/core/burn_stack.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/key_schedule.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Both ends of a session hold the same. It may be dropped where neither is wanted. One that was moved from, or never
/// held any, answers `errc::state_consumed`.
template <class Hash>
class session_secrets {
public:
    session_secrets() noexcept = default;
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
        present_ = other.present_;
        other.present_ = false;
    }

    /// Wipes the secrets; there are none then.
    void clear() noexcept {
        exporter_.clear();
        resumption_.clear();
        present_ = false;
    }

    /// For the handshake and snapshots: `fill(exporter, resumption)` writes the two secrets, 32 bytes each.
    template <class Fill>
    void set(const Fill& fill) noexcept {
        fill(exporter_.overwrite(), resumption_.overwrite());
        present_ = true;
    }

    /// False where there are none.
    [[nodiscard]] bool present() const noexcept { return present_; }

    /// Fills `out` with bytes that only the two ends know, for the purpose that `label` names: RFC 5705 and RFC 8446
    /// section 7.5. Errors: `errc::state_consumed`, `errc::out_of_range` (a label above 249 bytes, more than 8,160
    /// bytes).
    result<void> export_keying_material(byte_view label, byte_view context, byte_span out) const noexcept {
        if (!present_) { return errc::state_consumed; }
        return detail::burn_stack<config::stack.session>(export_from(exporter_, label, context, out));
    }

    /// The channel binding of RFC 9266: 32 bytes that name this session. Errors: `errc::state_consumed`,
    /// `errc::buffer_too_small`.
    result<void> channel_binding(byte_span out) const noexcept {
        if (out.size() < 32) { return errc::buffer_too_small; }
        return export_keying_material(bytes_of("EXPORTER-Channel-Binding"), {}, out.first(32));
    }

    /// The PSK of the ticket with this nonce. Errors: `errc::state_consumed`, `errc::out_of_range` (a psk of other than
    /// 32 bytes, a nonce of more than 255).
    result<void> ticket_psk(byte_view nonce, byte_span psk) const noexcept {
        if (!present_) { return errc::state_consumed; }
        if (psk.size() != 32 || nonce.size() > 255) { return errc::out_of_range; }
        derive_psk(nonce, psk);
        return detail::burn_stack<config::stack.session>(errc::none);
    }

    /// 32 bytes each, for snapshots.
    [[nodiscard]] byte_view reveal_exporter() const& noexcept { return exporter_.reveal(); }
    byte_view reveal_exporter() const&& = delete;
    [[nodiscard]] byte_view reveal_resumption() const& noexcept { return resumption_.reveal(); }
    byte_view reveal_resumption() const&& = delete;

private:
    TSCP_OWN_FRAME static errc export_from(const secret<32>& exporter, byte_view label, byte_view context,
                                           byte_span out) noexcept {
        return export_secret<Hash>(exporter.reveal(), label, context, out).error();
    }

    TSCP_OWN_FRAME void derive_psk(byte_view nonce, byte_span psk) const noexcept {
        hmac_key<Hash> source;
        source.set(resumption_.reveal());
        expand_label_block<Hash>(source, bytes_of("resumption"), nonce, psk);
    }

    secret<32> exporter_;
    secret<32> resumption_;
    bool present_ = false;
};

}  // namespace TSCP_ABI
}  // namespace tscp
