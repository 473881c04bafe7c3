// SPDX-License-Identifier: MIT
// AES-GCM, NIST SP 800-38D with nonces of 96 bits, by Crypto++.
//
// Crypto++ keeps its state on the heap, for each call anew, and wipes it. Where there is no memory for it the program
// ends: seal cannot report it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <cryptopp/aes.h>
#include <cryptopp/gcm.h>

#include <tscp/concepts/aead_facts.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp::cryptopp {

template <class Facts>
class basic_gcm : public Facts {
    using vendor = CryptoPP::GCM<CryptoPP::AES>;

public:
    /// Without AES and carry-less multiplication instructions Crypto++ reads tables at places that depend on key and
    /// data.
    static constexpr bool constant_time = false;

    /// Precondition: a key of key_size bytes.
    explicit basic_gcm(byte_view key) noexcept { copy_bytes(key.first(Facts::key_size), key_.overwrite()); }

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        typename vendor::Encryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        cipher.EncryptAndAuthenticate(out.data(), out.from(plaintext.size()).data(), Facts::tag_size, nonce.data(),
                                      static_cast<int>(nonce.size()), aad.data(), aad.size(), plaintext.data(),
                                      plaintext.size());
    }

    /// Writes the plaintext; or false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view body = sealed.first(sealed.size() - Facts::tag_size);
        secret<Facts::tag_size> tag;
        copy_bytes(sealed.from(body.size()), tag.overwrite());
        typename vendor::Decryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), Facts::key_size, nonce.data(), nonce.size());
        const bool good =
            cipher.DecryptAndVerify(out.data(), tag.reveal().data(), Facts::tag_size, nonce.data(),
                                    static_cast<int>(nonce.size()), aad.data(), aad.size(), body.data(), body.size());
        if (!good) { wipe(out); }
        return good;
    }

private:
    secret<Facts::key_size> key_;
};

using aes128_gcm = basic_gcm<aead_facts::aes128_gcm>;
using aes256_gcm = basic_gcm<aead_facts::aes256_gcm>;

}  // namespace tscp::cryptopp
