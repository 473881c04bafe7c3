// SPDX-License-Identifier: MIT
// X25519, RFC 7748, by Crypto++.
//
// Crypto++ takes no heap for it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <cryptopp/donna.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

struct x25519 {
    static constexpr std::uint8_t group_id = 1;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    /// Crypto++ uses curve25519-donna, which is.
    static constexpr bool constant_time = true;

    /// Any 32 bytes are a private key. Precondition: both views have 32 bytes.
    static result<void> public_value(byte_view private_key, byte_span out) noexcept {
        secret<32> scalar;
        clamp(private_key, scalar.overwrite());
        if (CryptoPP::Donna::curve25519_mult(out.data(), scalar.reveal().data()) != 0) { return errc::backend_failed; }
        return {};
    }

    /// `errc::public_value_out_of_range` where the result is all zeros, RFC 7748 section 6.1. Precondition: all views
    /// have 32 bytes.
    static result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        secret<32> scalar;
        clamp(private_key, scalar.overwrite());
        if (CryptoPP::Donna::curve25519_mult(out.data(), scalar.reveal().data(), peer.data()) != 0) {
            return errc::backend_failed;
        }
        if (is_zero_constant_time(out)) { return errc::public_value_out_of_range; }
        return {};
    }

private:
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
