// SPDX-License-Identifier: MIT
// AES-GCM, NIST SP 800-38D with nonces of 96 bits, by Mbed TLS.
#pragma once

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

template <class Facts>
class basic_gcm : public detail::vendor_aead<PSA_KEY_TYPE_AES, PSA_ALG_GCM, Facts> {
public:
    using basic_gcm::vendor_aead::vendor_aead;
    /// Without an accelerator or instructions for AES and carry-less products Mbed TLS reads tables at places that
    /// depend on key and data.
    static constexpr bool constant_time = false;
};

using aes128_gcm = basic_gcm<aead_registry::aes128_gcm>;
using aes256_gcm = basic_gcm<aead_registry::aes256_gcm>;

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
