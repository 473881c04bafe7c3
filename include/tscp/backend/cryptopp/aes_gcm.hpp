// SPDX-License-Identifier: MIT
// AES-GCM, NIST SP 800-38D with nonces of 96 bits, by Crypto++.
#pragma once

#include <cryptopp/aes.h>
#include <cryptopp/gcm.h>

#include <tscp/backend/cryptopp/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

template <class Facts>
class basic_gcm : public detail::vendor_aead<CryptoPP::GCM<CryptoPP::AES>, Facts> {
public:
    using detail::vendor_aead<CryptoPP::GCM<CryptoPP::AES>, Facts>::vendor_aead;
    /// Without AES and carry-less multiplication instructions Crypto++ reads tables at places that depend on key and
    /// data.
    static constexpr bool constant_time = false;
};

using aes128_gcm = basic_gcm<aead_registry::aes128_gcm>;
using aes256_gcm = basic_gcm<aead_registry::aes256_gcm>;

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
