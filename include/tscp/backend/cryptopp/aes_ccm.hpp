// SPDX-License-Identifier: MIT
// AES-CCM, RFC 3610 with nonces of 12 bytes, by Crypto++.
#pragma once

#include <cryptopp/aes.h>
#include <cryptopp/ccm.h>

#include <tscp/backend/cryptopp/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

template <class Facts>
class basic_ccm : public detail::vendor_aead<CryptoPP::CCM<CryptoPP::AES, static_cast<int>(Facts::tag_size)>, Facts> {
public:
    using detail::vendor_aead<CryptoPP::CCM<CryptoPP::AES, static_cast<int>(Facts::tag_size)>, Facts>::vendor_aead;
    /// Where the chip has no AES instructions, Crypto++ reads tables at places that depend on key and block.
    static constexpr bool constant_time = false;
};

using aes128_ccm = basic_ccm<aead_registry::aes128_ccm>;
using aes128_ccm8 = basic_ccm<aead_registry::aes128_ccm8>;

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
