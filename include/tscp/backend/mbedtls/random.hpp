// SPDX-License-Identifier: MIT
// Random bytes by Mbed TLS, from the sources of entropy that it was built with.
#pragma once

#include <psa/crypto.h>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

/// The generator of Mbed TLS, which all parts of a program share.
class random {
public:
    /// False where Mbed TLS cannot be initialized or its sources of entropy fail.
    [[nodiscard]] static bool fill(byte_span out) noexcept {
        return psa_crypto_init() == PSA_SUCCESS && psa_generate_random(out.data(), out.size()) == PSA_SUCCESS;
    }
};

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
