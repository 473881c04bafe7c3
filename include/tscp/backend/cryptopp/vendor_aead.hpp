// SPDX-License-Identifier: MIT
// An AEAD of this library over an authenticated cipher of Crypto++.
//
// Crypto++ keeps its state on the heap, for each call anew, and wipes it. Where there is no memory for it the program
// ends: seal cannot report it.
#pragma once

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
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
    explicit vendor_aead(byte_view key) noexcept {
        config::expects(key.size() == Facts::key_size);
        copy_bytes(key, key_.overwrite());
    }
    /// See concepts/aead.hpp.
    vendor_aead(relocate_t, vendor_aead& from) noexcept { key_.take(from.key_); }
    vendor_aead(const vendor_aead&) = delete;
    vendor_aead& operator=(const vendor_aead&) = delete;
    ~vendor_aead() = default;

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        encrypt(nonce, aad, plaintext, out, out.subspan(plaintext.size()));
    }

    /// Decrypts and verifies, and encrypts again what fails in place; see concepts/aead.hpp.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view body = sealed.first(sealed.size() - Facts::tag_size);
        config::expects(body.size() <= Facts::max_plaintext_size);
        typename Vendor::Decryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        const bool good =
            cipher.DecryptAndVerify(out.data(), sealed.subspan(body.size()).data(), Facts::tag_size, nonce.data(),
                                    static_cast<int>(nonce.size()), aad.data(), aad.size(), body.data(), body.size());
        if (good) { return true; }
        if (out.data() == sealed.data()) {
            secret<Facts::tag_size> tag;
            encrypt(nonce, aad, out, out, tag.overwrite());
        } else {
            wipe(out);
        }
        return false;
    }

private:
    void encrypt(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out, byte_span tag) const noexcept {
        config::expects(plaintext.size() <= Facts::max_plaintext_size);
        typename Vendor::Encryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        cipher.EncryptAndAuthenticate(out.data(), tag.data(), Facts::tag_size, nonce.data(),
                                      static_cast<int>(nonce.size()), aad.data(), aad.size(), plaintext.data(),
                                      plaintext.size());
    }

    secret<Facts::key_size> key_;
};

}  // namespace cryptopp::detail
}  // namespace TSCP_ABI
}  // namespace tscp
