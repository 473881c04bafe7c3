// SPDX-License-Identifier: MIT
// AEAD_CHACHA20_POLY1305, RFC 8439, by Crypto++.
//
// Crypto++ keeps its state on the heap, for each call anew, and wipes it. Where there is no memory for it the program
// ends: seal cannot report it.
#pragma once

#include <cstddef>
#include <cstdint>

#include <cryptopp/chachapoly.h>

#include <tscp/concepts/aead_facts.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp::cryptopp {

class chacha20_poly1305 : public aead_facts::chacha20_poly1305 {
public:
    /// ChaCha20 and Poly1305 use additions, rotations and multiplications alone.
    static constexpr bool constant_time = true;

    /// Precondition: a key of 32 bytes.
    explicit chacha20_poly1305(byte_view key) noexcept { copy_bytes(key.first(key_size), key_.overwrite()); }

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        CryptoPP::ChaCha20Poly1305::Encryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), key_size, nonce.data(), nonce.size());
        cipher.EncryptAndAuthenticate(out.data(), out.from(plaintext.size()).data(), tag_size, nonce.data(),
                                      static_cast<int>(nonce.size()), aad.data(), aad.size(), plaintext.data(),
                                      plaintext.size());
    }

    /// Writes the plaintext; or false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view body = sealed.first(sealed.size() - tag_size);
        CryptoPP::ChaCha20Poly1305::Decryption cipher;
        cipher.SetKeyWithIV(key_.reveal().data(), key_size, nonce.data(), nonce.size());
        const bool good =
            cipher.DecryptAndVerify(out.data(), sealed.from(body.size()).data(), tag_size, nonce.data(),
                                    static_cast<int>(nonce.size()), aad.data(), aad.size(), body.data(), body.size());
        if (!good) { wipe(out); }
        return good;
    }

private:
    secret<key_size> key_;
};

}  // namespace tscp::cryptopp
