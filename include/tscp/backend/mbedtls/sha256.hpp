// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4, by Mbed TLS.
//
// Its software keeps the state in the object itself, which has room for the largest hash that Mbed TLS was built with:
// on x86-64 240 bytes with SHA-512, 116 without. Where Mbed TLS fails the program ends: a hash cannot report it.
#pragma once

#include <cstddef>

#include <psa/crypto.h>

#include <tscp/backend/mbedtls/vendor_key.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace mbedtls {

/// The hash of a message given piece by piece. An operation of Mbed TLS begins with the first piece.
class sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    sha256() noexcept = default;
    sha256(const sha256& other) noexcept { fork(other); }
    sha256& operator=(const sha256& other) noexcept {
        if (this != &other) {
            clear();
            fork(other);
        }
        return *this;
    }
    ~sha256() { clear(); }

    /// Appends to the message.
    void update(byte_view message) noexcept {
        if (message.empty()) { return; }
        begin();
        detail::require_success(psa_hash_update(&operation_, message.data(), message.size()));
    }

    /// Writes the digest; the object is then the empty message again. Precondition: 32 bytes.
    void finish(byte_span digest) noexcept {
        begin();
        std::size_t size = 0;
        const psa_status_t status = psa_hash_finish(&operation_, digest.first(digest_size).data(), digest_size, &size);
        detail::require_success(detail::with_output(status, size, digest_size));
        clear();
    }

    /// The digest of one whole message. Precondition: 32 bytes.
    static void digest(byte_view message, byte_span out) noexcept {
        detail::require_success(psa_crypto_init());
        std::size_t size = 0;
        const psa_status_t status = psa_hash_compute(PSA_ALG_SHA_256, message.data(), message.size(),
                                                     out.first(digest_size).data(), digest_size, &size);
        detail::require_success(detail::with_output(status, size, digest_size));
    }

private:
    void begin() noexcept {
        if (begun_) { return; }
        detail::require_success(psa_crypto_init());
        detail::require_success(psa_hash_setup(&operation_, PSA_ALG_SHA_256));
        begun_ = true;
    }

    // Precondition: nothing has begun here.
    void fork(const sha256& other) noexcept {
        if (!other.begun_) { return; }
        detail::require_success(psa_hash_clone(&other.operation_, &operation_));
        begun_ = true;
    }

    void clear() noexcept {
        if (!begun_) { return; }
        detail::require_success(psa_hash_abort(&operation_));
        wipe_object(operation_);
        operation_ = psa_hash_operation_init();
        begun_ = false;
    }

    psa_hash_operation_t operation_ = psa_hash_operation_init();
    bool begun_ = false;
};

}  // namespace mbedtls
}  // namespace TSCP_ABI
}  // namespace tscp
