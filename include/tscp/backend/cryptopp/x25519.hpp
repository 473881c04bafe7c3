// SPDX-License-Identifier: MIT
// X25519, RFC 7748, by Crypto++.
//
// Crypto++ takes no heap for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <cryptopp/donna.h>

#include <tscp/concepts/group_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

struct x25519 : group_registry::x25519 {
    /// Crypto++ uses curve25519-donna, which is.
    static constexpr bool constant_time = true;

    /// Any 32 bytes are a private key. Errors: `errc::invalid_private_key` for a private key that has not 32 bytes,
    /// `errc::out_of_range` for an `out` that has not 32 bytes, `errc::backend_failed`; `out` is all zeros then. The
    /// output may lie over the private key.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        constexpr std::uint8_t base_point[public_size] = {9};
        return multiply(private_key, base_point, out);
    }

    /// Errors: `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1, and for a peer's
    /// value that has not 32 bytes; `errc::invalid_private_key` for a private key that has not 32 bytes;
    /// `errc::out_of_range` for an `out` that has not 32 bytes; `errc::backend_failed`. `out` is all zeros then. The
    /// output may lie over the inputs.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        return multiply(private_key, peer, out);
    }

private:
    static errc multiply(byte_view private_key, byte_view u, byte_span out) noexcept {
        const errc error = try_to_multiply(private_key, u, out);
        if (error != errc::none) { wipe(out); }
        return error;
    }

    // The result is all zeros for points of small order, and never for the base point.
    static errc try_to_multiply(byte_view private_key, byte_view u, byte_span out) noexcept {
        if (private_key.size() != private_size) { return errc::invalid_private_key; }
        if (u.size() != public_size) { return errc::public_value_out_of_range; }
        if (out.size() != shared_size) { return errc::out_of_range; }
        secret<32> scalar;
        clamp(private_key, scalar.overwrite());
        std::array<std::uint8_t, public_size> point;
        copy_bytes(u, point);
        if (CryptoPP::Donna::curve25519_mult(out.data(), scalar.reveal().data(), point.data()) != 0) {
            return errc::backend_failed;
        }
        return is_zero_constant_time(out) ? errc::public_value_out_of_range : errc::none;
    }

    // RFC 7748 section 5, decodeScalar25519.
    static void clamp(byte_view private_key, byte_span k) noexcept {
        copy_bytes(private_key, k);
        k[0] = static_cast<std::uint8_t>(k[0] & 0xf8U);
        k[31] = static_cast<std::uint8_t>((k[31] & 0x7fU) | 0x40U);
    }
};

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
