// SPDX-License-Identifier: MIT
// X25519, RFC 7748, by Mbed TLS.
//
// Its software keeps numbers on the heap and wipes them there. vendor_key.hpp says what holds for memory and threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_key.hpp>
#include <tscp/concepts/group_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

struct x25519 : group_registry::x25519 {
    /// The integers of its software are not; against what their time could tell it blinds by random coordinates.
    static constexpr bool constant_time = false;

    /// Any 32 bytes are a private key. Errors: `errc::invalid_private_key` for a private key that has not 32 bytes,
    /// `errc::out_of_range` for an `out` that has not 32 bytes, `errc::backend_failed`; `out` is all zeros then. The
    /// output may lie over the private key.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        const errc error = try_to_export(private_key, out);
        if (error != errc::none) { wipe(out); }
        return error;
    }

    /// Errors: `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1, and for a peer's
    /// value that has not 32 bytes; `errc::invalid_private_key` for a private key that has not 32 bytes;
    /// `errc::out_of_range` for an `out` that has not 32 bytes; `errc::backend_failed`. `out` is all zeros then. The
    /// output may lie over the inputs.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        const errc error = try_to_agree(private_key, peer, out);
        if (error != errc::none) { wipe(out); }
        return error;
    }

private:
    static errc try_to_export(byte_view private_key, byte_span out) noexcept {
        if (private_key.size() != private_size) { return errc::invalid_private_key; }
        if (out.size() != public_size) { return errc::out_of_range; }
        const detail::vendor_key key = import_key(private_key);
        if (key.status() != PSA_SUCCESS) { return errc::backend_failed; }
        std::size_t size = 0;
        const psa_status_t status = psa_export_public_key(key.id(), out.data(), out.size(), &size);
        return detail::with_output(status, size, public_size) == PSA_SUCCESS ? errc::none : errc::backend_failed;
    }

    // Mbed TLS's software refuses points of small order as an invalid argument; an accelerator may give zeros.
    static errc try_to_agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        if (private_key.size() != private_size) { return errc::invalid_private_key; }
        if (peer.size() != public_size) { return errc::public_value_out_of_range; }
        if (out.size() != shared_size) { return errc::out_of_range; }
        const detail::vendor_key key = import_key(private_key);
        if (key.status() != PSA_SUCCESS) { return errc::backend_failed; }
        std::array<std::uint8_t, public_size> point;
        copy_bytes(peer, point);
        std::size_t size = 0;
        const psa_status_t status =
            psa_raw_key_agreement(PSA_ALG_ECDH, key.id(), point.data(), point.size(), out.data(), out.size(), &size);
        if (status == PSA_ERROR_INVALID_ARGUMENT) { return errc::public_value_out_of_range; }
        if (detail::with_output(status, size, shared_size) != PSA_SUCCESS) { return errc::backend_failed; }
        return is_zero_constant_time(out) ? errc::public_value_out_of_range : errc::none;
    }

    // Clamped, as PSA wants private keys: RFC 7748 section 5, decodeScalar25519.
    static detail::vendor_key import_key(byte_view private_key) noexcept {
        secret<private_size> scalar;
        const byte_span k = scalar.overwrite();
        copy_bytes(private_key, k);
        k[0] = static_cast<std::uint8_t>(k[0] & 0xf8U);
        k[31] = static_cast<std::uint8_t>((k[31] & 0x7fU) | 0x40U);
        return {PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_MONTGOMERY), PSA_ALG_ECDH, PSA_KEY_USAGE_DERIVE,
                scalar.reveal()};
    }
};

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
