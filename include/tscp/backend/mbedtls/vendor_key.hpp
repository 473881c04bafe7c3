// SPDX-License-Identifier: MIT
// A key inside Mbed TLS, for as long as one operation takes, and what all files of this backend have in common.
//
// This backend calls Mbed TLS by psa/crypto.h alone, and no function that is not in all of Mbed TLS 2.28, 3.x and 4.x,
// so that what a chip's maker put behind these calls, as an accelerator, is used:
//
//     all                 psa_crypto_init, psa_import_key, psa_destroy_key
//     AEADs               psa_aead_encrypt, psa_aead_decrypt
//     x25519              psa_export_public_key, psa_raw_key_agreement
//     sha256              psa_hash_setup, psa_hash_update, psa_hash_finish, psa_hash_clone, psa_hash_abort,
//                         psa_hash_compute
//     random              psa_generate_random
//
// psa_crypto_init comes first in each operation; where it was done before it costs next to nothing. An application that
// wants to know at its start whether it succeeds calls it itself.
//
// Threads: Mbed TLS up to 3.5 does not allow two calls at once. Later versions built with MBEDTLS_THREADING_C allow it
// for psa_crypto_init, for keys and for random bytes, and promise nothing for the rest. A program with several threads
// therefore has one lock around all that is done over this backend.
//
// Memory: Mbed TLS keeps keys on the heap, and its software takes more there during an operation. A slot for a key
// (there are MBEDTLS_PSA_KEY_SLOT_COUNT of them, 32 by default, where the key store is not dynamic) is taken only for
// the time of an operation: a key held in one for each direction of a session would allow 16 sessions.
#pragma once

#include <cstddef>

#include <psa/crypto.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls::detail {

/// Ends the program where Mbed TLS reports a failure of which the caller cannot be told.
inline void require_success(psa_status_t status) noexcept {
    if (status != PSA_SUCCESS) { config::trap(); }
}

/// The status of a call that says it wrote `size` bytes and must have written `expected`.
inline psa_status_t with_output(psa_status_t status, std::size_t size, std::size_t expected) noexcept {
    return status == PSA_SUCCESS && size != expected ? PSA_ERROR_CORRUPTION_DETECTED : status;
}

/// A volatile key, destroyed and wiped with this object. To destroy one cannot fail but by damage of Mbed TLS's memory:
/// then the program ends.
class vendor_key {
public:
    /// Initializes Mbed TLS where that was not done, and imports the key. `status` says whether both succeeded.
    vendor_key(psa_key_type_t type, psa_algorithm_t algorithm, psa_key_usage_t usage, byte_view key) noexcept
        : status_{psa_crypto_init()} {
        if (status_ != PSA_SUCCESS) { return; }
        psa_key_attributes_t attributes = psa_key_attributes_init();
        psa_set_key_type(&attributes, type);
        psa_set_key_algorithm(&attributes, algorithm);
        psa_set_key_usage_flags(&attributes, usage);
        status_ = psa_import_key(&attributes, key.data(), key.size(), &id_);
    }
    vendor_key(const vendor_key&) = delete;
    vendor_key& operator=(const vendor_key&) = delete;
    ~vendor_key() {
        if (status_ == PSA_SUCCESS) { require_success(psa_destroy_key(id_)); }
    }

    /// PSA_SUCCESS where there is a key.
    [[nodiscard]] psa_status_t status() const noexcept { return status_; }
    /// Precondition: there is a key.
    [[nodiscard]] mbedtls_svc_key_id_t id() const noexcept { return id_; }

private:
    psa_status_t status_;
    mbedtls_svc_key_id_t id_{};
};

}  // namespace mbedtls::detail
}  // namespace TSCP_ABI
}  // namespace tscp
