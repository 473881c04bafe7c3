// SPDX-License-Identifier: MIT
// Every AEAD of every backend against Wycheproof.
#include <algorithm>
#include <string>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/concepts/aead.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/aes_ccm.hpp>
#include <tscp/backend/cryptopp/aes_gcm.hpp>
#include <tscp/backend/cryptopp/chacha20_poly1305.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/aes_ccm.hpp>
#include <tscp/backend/mbedtls/aes_gcm.hpp>
#include <tscp/backend/mbedtls/chacha20_poly1305.hpp>
#endif

#include "vectors.hpp"

namespace {

using test::bytes;

template <class Aead>
void check(const char* file, const std::string& what) {
    static_assert(tscp::require_aead<Aead>());
    test::for_each_test(file, what, [](const auto& group, const auto& one, bool valid) {
        if (group.at("keySize") != 8 * Aead::key_size || group.at("ivSize") != 8 * Aead::nonce_size ||
            group.at("tagSize") != 8 * Aead::tag_size) {
            return false;
        }
        const Aead aead{test::hex_field(one, "key")};
        const bytes nonce = test::hex_field(one, "iv");
        const bytes aad = test::hex_field(one, "aad");
        const bytes message = test::hex_field(one, "msg");
        bytes sealed = test::hex_field(one, "ct");
        const bytes tag = test::hex_field(one, "tag");
        if (nonce.size() != Aead::nonce_size || tag.size() != Aead::tag_size) { return false; }
        sealed.insert(sealed.end(), tag.begin(), tag.end());

        bytes opened(sealed.size() - tag.size(), 0x5a);
        CHECK(aead.open(nonce, aad, sealed, opened) == valid);
        CHECK(opened == (valid ? message : bytes(opened.size(), 0)));
        bytes in_place = sealed;
        CHECK(aead.open(nonce, aad, in_place, tscp::byte_span{in_place}.first(opened.size())) == valid);
        bytes expected = sealed;
        if (valid) { std::copy(message.begin(), message.end(), expected.begin()); }
        CHECK(in_place == expected);
        if (valid) {
            bytes again(sealed.size());
            aead.seal(nonce, aad, message, again);
            CHECK(again == sealed);
            bytes place = message;
            place.resize(sealed.size());
            aead.seal(nonce, aad, tscp::byte_view{place}.first(message.size()), place);
            CHECK(place == sealed);
        }
        return true;
    });
}

}  // namespace

TEST_CASE("AEADs, portable") {
    namespace backend = tscp::portable;
    check<backend::chacha20_poly1305>("chacha20_poly1305_test.json", "ChaCha20-Poly1305, portable");
    check<backend::aes128_gcm>("aes_gcm_test.json", "AES-128-GCM, portable");
    check<backend::aes256_gcm>("aes_gcm_test.json", "AES-256-GCM, portable");
    check<backend::aes128_ccm>("aes_ccm_test.json", "AES-128-CCM, portable");
    check<backend::aes128_ccm8>("aes_ccm_test.json", "AES-128-CCM-8, portable");
    check<backend::ascon_aead128>("ascon_sp800_232_aead128_test.json", "Ascon-AEAD128, portable");
}

#if defined(TSCP_TEST_CRYPTOPP)
TEST_CASE("AEADs, Crypto++") {
    namespace backend = tscp::cryptopp;
    check<backend::chacha20_poly1305>("chacha20_poly1305_test.json", "ChaCha20-Poly1305, Crypto++");
    check<backend::aes128_gcm>("aes_gcm_test.json", "AES-128-GCM, Crypto++");
    check<backend::aes256_gcm>("aes_gcm_test.json", "AES-256-GCM, Crypto++");
    check<backend::aes128_ccm>("aes_ccm_test.json", "AES-128-CCM, Crypto++");
    check<backend::aes128_ccm8>("aes_ccm_test.json", "AES-128-CCM-8, Crypto++");
}
#endif

#if defined(TSCP_TEST_MBEDTLS)
TEST_CASE("AEADs, Mbed TLS") {
    namespace backend = tscp::mbedtls;
    check<backend::chacha20_poly1305>("chacha20_poly1305_test.json", "ChaCha20-Poly1305, Mbed TLS");
    check<backend::aes128_gcm>("aes_gcm_test.json", "AES-128-GCM, Mbed TLS");
    check<backend::aes256_gcm>("aes_gcm_test.json", "AES-256-GCM, Mbed TLS");
    check<backend::aes128_ccm>("aes_ccm_test.json", "AES-128-CCM, Mbed TLS");
    check<backend::aes128_ccm8>("aes_ccm_test.json", "AES-128-CCM-8, Mbed TLS");
}
#endif
