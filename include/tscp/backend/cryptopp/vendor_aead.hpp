// SPDX-License-Identifier: MIT
// An AEAD of this library over an authenticated cipher of Crypto++.
//
// Crypto++ keeps its state on the heap, for each call anew, and wipes it. Where there is no memory for it the program
// ends: seal cannot report it.
#pragma once

#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp::detail {

/// `Vendor` is a cipher of Crypto++ with Encryption and Decryption, `Facts` a struct of aead_registry.
template <class Vendor, class Facts>
class vendor_aead : public Facts {
public:
    /// Precondition: a key of key_size bytes.
    vendor_aead(relocate_t, vendor_aead& from) noexcept { key_.take(from.key_); }
    explicit vendor_aead(byte_view key) noexcept { copy_bytes(key.first(Facts::key_size), key_.overwrite()); }

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        typename Vendor::Encryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        cipher.EncryptAndAuthenticate(out.data(), out.subspan(plaintext.size()).data(), Facts::tag_size, nonce.data(),
                                      static_cast<int>(nonce.size()), aad.data(), aad.size(), plaintext.data(),
                                      plaintext.size());
    }

    /// Writes the plaintext; or false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view body = sealed.first(sealed.size() - Facts::tag_size);
        typename Vendor::Decryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        const bool good =
            cipher.DecryptAndVerify(out.data(), sealed.subspan(body.size()).data(), Facts::tag_size, nonce.data(),
                                    static_cast<int>(nonce.size()), aad.data(), aad.size(), body.data(), body.size());
        if (!good) { wipe(out); }
        return good;
    }

private:
    secret<Facts::key_size> key_;
};

}  // namespace cryptopp::detail
}  // namespace TSCP_ABI
}  // namespace tscp
