// SPDX-License-Identifier: MIT
// The calls of Mbed TLS that the linker redirects: __wrap_x is called for x, and __real_x is the library's.
#include <algorithm>

#include "failing_mbedtls.hpp"

namespace test::vendor {
namespace {

script running;
bool is_inside = false;  // Mbed TLS, which calls some of these functions itself

// Calls the library's own function. Nothing is counted of what that calls itself.
template <class... Parameters, class... Arguments>
psa_status_t pass_on(psa_status_t (*real)(Parameters...), Arguments... arguments) {
    if (is_inside) { return real(arguments...); }
    is_inside = true;
    const psa_status_t status = real(arguments...);
    is_inside = false;
    ++running.calls;
    return running.calls == running.fails_at ? running.reason : status;
}

psa_status_t with_output(psa_status_t status, std::size_t* size) {
    if (!is_inside && running.gives_short_output && *size > 0) { --*size; }
    return status;
}

bool fails_next() { return !is_inside && running.calls + 1 == running.fails_at; }

}  // namespace

script& begin(std::size_t fails_at, psa_status_t reason) {
    const std::size_t keys = running.keys;
    running = {};
    running.fails_at = fails_at;
    running.reason = reason;
    running.keys = keys;
    return running;
}

script& present() { return running; }

}  // namespace test::vendor

namespace vendor = test::vendor;

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the linker's names
extern "C" {

decltype(psa_crypto_init) __real_psa_crypto_init, __wrap_psa_crypto_init;
decltype(psa_import_key) __real_psa_import_key, __wrap_psa_import_key;
decltype(psa_destroy_key) __real_psa_destroy_key, __wrap_psa_destroy_key;
decltype(psa_aead_encrypt) __real_psa_aead_encrypt, __wrap_psa_aead_encrypt;
decltype(psa_aead_decrypt) __real_psa_aead_decrypt, __wrap_psa_aead_decrypt;
decltype(psa_export_public_key) __real_psa_export_public_key, __wrap_psa_export_public_key;
decltype(psa_raw_key_agreement) __real_psa_raw_key_agreement, __wrap_psa_raw_key_agreement;
decltype(psa_hash_setup) __real_psa_hash_setup, __wrap_psa_hash_setup;
decltype(psa_hash_update) __real_psa_hash_update, __wrap_psa_hash_update;
decltype(psa_hash_finish) __real_psa_hash_finish, __wrap_psa_hash_finish;
decltype(psa_hash_clone) __real_psa_hash_clone, __wrap_psa_hash_clone;
decltype(psa_hash_abort) __real_psa_hash_abort, __wrap_psa_hash_abort;
decltype(psa_hash_compute) __real_psa_hash_compute, __wrap_psa_hash_compute;
decltype(psa_generate_random) __real_psa_generate_random, __wrap_psa_generate_random;

psa_status_t __wrap_psa_crypto_init() {
    ++vendor::running.initializations;
    return vendor::pass_on(__real_psa_crypto_init);
}

psa_status_t __wrap_psa_import_key(const psa_key_attributes_t* attributes, const uint8_t* data, size_t size,
                                   mbedtls_svc_key_id_t* key) {
    vendor::running.imported.assign(data, data + size);
    if (vendor::fails_next()) {
        ++vendor::running.calls;
        return vendor::running.reason;
    }
    const psa_status_t status = vendor::pass_on(__real_psa_import_key, attributes, data, size, key);
    if (status == PSA_SUCCESS) { ++vendor::running.keys; }
    return status;
}

psa_status_t __wrap_psa_destroy_key(mbedtls_svc_key_id_t key) {
    --vendor::running.keys;
    return vendor::pass_on(__real_psa_destroy_key, key);
}

psa_status_t __wrap_psa_aead_encrypt(mbedtls_svc_key_id_t key, psa_algorithm_t algorithm, const uint8_t* nonce,
                                     size_t nonce_size, const uint8_t* aad, size_t aad_size, const uint8_t* in,
                                     size_t in_size, uint8_t* out, size_t out_size, size_t* size) {
    return vendor::with_output(vendor::pass_on(__real_psa_aead_encrypt, key, algorithm, nonce, nonce_size, aad,
                                               aad_size, in, in_size, out, out_size, size),
                               size);
}

psa_status_t __wrap_psa_aead_decrypt(mbedtls_svc_key_id_t key, psa_algorithm_t algorithm, const uint8_t* nonce,
                                     size_t nonce_size, const uint8_t* aad, size_t aad_size, const uint8_t* in,
                                     size_t in_size, uint8_t* out, size_t out_size, size_t* size) {
    return vendor::with_output(vendor::pass_on(__real_psa_aead_decrypt, key, algorithm, nonce, nonce_size, aad,
                                               aad_size, in, in_size, out, out_size, size),
                               size);
}

psa_status_t __wrap_psa_export_public_key(mbedtls_svc_key_id_t key, uint8_t* out, size_t out_size, size_t* size) {
    return vendor::with_output(vendor::pass_on(__real_psa_export_public_key, key, out, out_size, size), size);
}

psa_status_t __wrap_psa_raw_key_agreement(psa_algorithm_t algorithm, mbedtls_svc_key_id_t key, const uint8_t* peer,
                                          size_t peer_size, uint8_t* out, size_t out_size, size_t* size) {
    const psa_status_t status =
        vendor::pass_on(__real_psa_raw_key_agreement, algorithm, key, peer, peer_size, out, out_size, size);
    if (vendor::running.gives_zero_secrets) { std::fill_n(out, out_size, uint8_t{0}); }
    return vendor::with_output(status, size);
}

psa_status_t __wrap_psa_hash_setup(psa_hash_operation_t* operation, psa_algorithm_t algorithm) {
    return vendor::pass_on(__real_psa_hash_setup, operation, algorithm);
}

psa_status_t __wrap_psa_hash_update(psa_hash_operation_t* operation, const uint8_t* message, size_t size) {
    return vendor::pass_on(__real_psa_hash_update, operation, message, size);
}

psa_status_t __wrap_psa_hash_finish(psa_hash_operation_t* operation, uint8_t* out, size_t out_size, size_t* size) {
    return vendor::with_output(vendor::pass_on(__real_psa_hash_finish, operation, out, out_size, size), size);
}

psa_status_t __wrap_psa_hash_clone(const psa_hash_operation_t* from, psa_hash_operation_t* to) {
    return vendor::pass_on(__real_psa_hash_clone, from, to);
}

psa_status_t __wrap_psa_hash_abort(psa_hash_operation_t* operation) {
    return vendor::pass_on(__real_psa_hash_abort, operation);
}

psa_status_t __wrap_psa_hash_compute(psa_algorithm_t algorithm, const uint8_t* message, size_t message_size,
                                     uint8_t* out, size_t out_size, size_t* size) {
    return vendor::with_output(
        vendor::pass_on(__real_psa_hash_compute, algorithm, message, message_size, out, out_size, size), size);
}

psa_status_t __wrap_psa_generate_random(uint8_t* out, size_t size) {
    return vendor::pass_on(__real_psa_generate_random, out, size);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
