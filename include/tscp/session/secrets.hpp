// SPDX-License-Identifier: MIT
// What a session leaves beside its channel: the exporter, RFC 8446 section 7.5, and the secret that tickets come from.
#pragma once

#include <utility>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/kdf/key_schedule.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// Both ends of a session hold the same. It may be dropped where neither is wanted.
template <class Hash>
class session_secrets {
public:
    session_secrets(secret<32>&& exporter, secret<32>&& resumption) noexcept
        : exporter_{std::move(exporter)}, resumption_{std::move(resumption)} {}

    /// Fills `out` with bytes that only the two ends know, for the purpose that `label` names.
    /// `errc::out_of_range`: a label above 249 bytes, more than 8,160 bytes.
    result<void> export_keying_material(byte_view label, byte_view context, byte_span out) const noexcept {
        return export_secret<Hash>(exporter_.reveal(), label, context, out);
    }

    /// The channel binding of RFC 9266: 32 bytes that name this session.
    result<void> channel_binding(byte_span out) const noexcept {
        return export_keying_material(bytes_of("EXPORTER-Channel-Binding"), {}, out.first(32));
    }

    /// The PSK of the ticket with this nonce; 32 bytes.
    void ticket_psk(byte_view nonce, byte_span psk) const noexcept {
        (void)expand_label<Hash>(resumption_.reveal(), bytes_of("resumption"), nonce, psk);
    }

private:
    secret<32> exporter_;
    secret<32> resumption_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
