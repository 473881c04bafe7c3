// SPDX-License-Identifier: MIT
// AEAD_CHACHA20_POLY1305, RFC 8439, by Mbed TLS.
#pragma once

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

class chacha20_poly1305
    : public detail::vendor_aead<PSA_KEY_TYPE_CHACHA20, PSA_ALG_CHACHA20_POLY1305, aead_registry::chacha20_poly1305> {
public:
    using vendor_aead::vendor_aead;
    /// Its software has neither tables nor branches on secrets, and multiplies words of 32 bits into 64.
    static constexpr bool constant_time = config::chip_multiplier == config::multiplier::constant_time;
};

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
