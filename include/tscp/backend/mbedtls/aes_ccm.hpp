// SPDX-License-Identifier: MIT
// AES-CCM, RFC 3610 with nonces of 12 bytes, by Mbed TLS.
#pragma once

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

template <class Facts>
class basic_ccm : public detail::vendor_aead<PSA_KEY_TYPE_AES,
                                             PSA_ALG_AEAD_WITH_SHORTENED_TAG(PSA_ALG_CCM, Facts::tag_size), Facts> {
public:
    using basic_ccm::vendor_aead::vendor_aead;
    /// Without an accelerator or AES instructions Mbed TLS reads tables at places that depend on key and data.
    static constexpr bool constant_time = false;
};

using aes128_ccm = basic_ccm<aead_registry::aes128_ccm>;
using aes128_ccm8 = basic_ccm<aead_registry::aes128_ccm8>;

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
