// SPDX-License-Identifier: MIT
// An AEAD of this library over one of Mbed TLS.
//
// The key lies in the object, and in Mbed TLS during a call alone; vendor_key.hpp says why, and what holds for memory
// and threads. Neither `seal` nor `open` can report that Mbed TLS failed. Where memory is short, `open` gives false, as
// for a record that is not authentic, so that a program does not end by what its peers send; a record of more than
// longest_copy bytes in place may be zeros then. After every other failure the output is wiped and the program ends.
//
// Input and output are in one place for most records. Mbed TLS 3.6 and later allow that unless
// MBEDTLS_PSA_ASSUME_EXCLUSIVE_BUFFERS is set, when it depends on the driver; its own software can all the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_key.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls::detail {

/// `Type` and `Algorithm` are PSA's, `Facts` is a struct of aead_registry. The AEAD is one that XORs its text with a
/// stream which depends on key and nonce alone: open in place relies on it.
template <psa_key_type_t Type, psa_algorithm_t Algorithm, class Facts>
class vendor_aead : public Facts {
public:
    /// A record of at most so many bytes is copied to the stack to be opened in place.
    static constexpr std::size_t longest_copy = 256;

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
        config::expects(plaintext.size() <= Facts::max_plaintext_size);
        const vendor_key key{Type, Algorithm, PSA_KEY_USAGE_ENCRYPT, key_.reveal()};
        const psa_status_t status = encrypt(key, nonce, aad, plaintext, out);
        if (status != PSA_SUCCESS) { wipe(out); }
        require_success(status);
    }

    /// Decrypts and verifies; see concepts/aead.hpp. In place a record of more than longest_copy bytes takes three
    /// times as long.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        config::expects(out.size() <= Facts::max_plaintext_size);
        const vendor_key key{Type, Algorithm, PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT, key_.reveal()};
        psa_status_t status = PSA_SUCCESS;
        if (out.data() != sealed.data()) {
            status = open_apart(key, nonce, aad, sealed, out);
        } else if (sealed.size() <= longest_copy) {
            status = open_copied(key, nonce, aad, sealed, out);
        } else {
            status = open_without_copy(key, nonce, aad, byte_span{out.data(), out.size() + Facts::tag_size}, out);
        }
        if (status == PSA_SUCCESS) { return true; }
        if (status != PSA_ERROR_INVALID_SIGNATURE && status != PSA_ERROR_INSUFFICIENT_MEMORY) { config::trap(); }
        return false;
    }

private:
    [[nodiscard]] static psa_status_t open_apart(const vendor_key& key, byte_view nonce, byte_view aad,
                                                 byte_view sealed, byte_span out) noexcept {
        psa_status_t status = key.status();
        std::size_t size = 0;
        if (status == PSA_SUCCESS) {
            status = psa_aead_decrypt(key.id(), Algorithm, nonce.data(), nonce.size(), aad.data(), aad.size(),
                                      sealed.data(), sealed.size(), out.data(), out.size(), &size);
        }
        status = with_output(status, size, out.size());
        if (status != PSA_SUCCESS) { wipe(out); }
        return status;
    }

    // Mbed TLS wipes its output where the tag is wrong, which in place is the record: it is put back.
    [[nodiscard]] static psa_status_t open_copied(const vendor_key& key, byte_view nonce, byte_view aad,
                                                  byte_view sealed, byte_span text) noexcept {
        std::array<std::uint8_t, longest_copy> memory;
        const byte_span copy = byte_span{memory}.first(sealed.size());
        copy_bytes(sealed, copy);
        const psa_status_t status = open_apart(key, nonce, aad, copy, text);
        if (status != PSA_SUCCESS) { copy_bytes(copy.first(text.size()), text); }
        return status;
    }

    // Without a copy the tag is made again: to encrypt the ciphertext gives the plaintext, and to encrypt that the
    // ciphertext with its right tag. The text is the record without its tag.
    [[nodiscard]] static psa_status_t open_without_copy(const vendor_key& key, byte_view nonce, byte_view aad,
                                                        byte_span record, byte_span text) noexcept {
        if (key.status() != PSA_SUCCESS) { return key.status(); }
        const byte_span tag_place = record.subspan(text.size());
        std::array<std::uint8_t, Facts::tag_size> tag;
        copy_bytes(tag_place, tag);
        psa_status_t status = encrypt(key, nonce, aad, text, record);
        if (status == PSA_SUCCESS) { status = encrypt(key, nonce, aad, text, record); }
        if (status == PSA_SUCCESS) {
            status = equal_constant_time(tag_place, tag) ? encrypt(key, nonce, aad, text, record)
                                                         : PSA_ERROR_INVALID_SIGNATURE;
        }
        copy_bytes(tag, tag_place);
        if (status != PSA_SUCCESS && status != PSA_ERROR_INVALID_SIGNATURE) { wipe(record); }
        return status;
    }

    [[nodiscard]] static psa_status_t encrypt(const vendor_key& key, byte_view nonce, byte_view aad,
                                              byte_view plaintext, byte_span out) noexcept {
        if (key.status() != PSA_SUCCESS) { return key.status(); }
        std::size_t size = 0;
        const psa_status_t status =
            psa_aead_encrypt(key.id(), Algorithm, nonce.data(), nonce.size(), aad.data(), aad.size(), plaintext.data(),
                             plaintext.size(), out.data(), out.size(), &size);
        return with_output(status, size, out.size());
    }

    secret<Facts::key_size> key_;
};

}  // namespace mbedtls::detail
}  // namespace TSCP_ABI
}  // namespace tscp
