// SPDX-License-Identifier: MIT
// AEAD_CHACHA20_POLY1305, RFC 8439, by Crypto++.
#pragma once

#include <cryptopp/chachapoly.h>

#include <tscp/backend/cryptopp/vendor_aead.hpp>
#include <tscp/concepts/aead_registry.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

class chacha20_poly1305 : public detail::vendor_aead<CryptoPP::ChaCha20Poly1305, aead_registry::chacha20_poly1305> {
public:
    using vendor_aead::vendor_aead;
    /// ChaCha20 and Poly1305 use additions, rotations and multiplications alone.
    static constexpr bool constant_time = true;
};

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
