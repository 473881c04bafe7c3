// SPDX-License-Identifier: MIT
// Published ciphertexts, over every backend, and the parts of ChaCha20-Poly1305.
#include <cstddef>
#include <cstdint>
#include <string>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
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

#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>

#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace {

using test::bytes;
using test::from_hex;
using test::to_hex;
namespace portable = tscp::portable;

struct answer {
    std::string key;
    std::string nonce;
    std::string aad;
    std::string plain;
    std::string sealed;
};

template <class Aead>
void check(const answer& known) {
    const Aead aead{from_hex(known.key)};
    const bytes plain = from_hex(known.plain);
    const bytes nonce = from_hex(known.nonce);
    const bytes aad = from_hex(known.aad);
    bytes sealed(plain.size() + Aead::tag_size);
    aead.seal(nonce, aad, plain, sealed);
    CHECK(to_hex(sealed) == known.sealed);
    bytes opened(plain.size(), 0xee);
    CHECK(aead.open(nonce, aad, sealed, opened));
    CHECK(opened == plain);
}

// The keys and messages of McGrew and Viega's specification of GCM, test cases 4 and 16.
answer gcm(const std::string& key, const std::string& sealed) {
    return {key, "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
            "b16aedf5aa0de657ba637b39",
            sealed};
}

}  // namespace

TEST_CASE("ChaCha20-Poly1305: RFC 8439, section 2.8.2") {
    const std::string text =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would "
        "be it.";
    const answer known{
        "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", "070000004041424344454647",
        "50515253c0c1c2c3c4c5c6c7", to_hex(bytes(text.begin(), text.end())),
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b"
        "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
        "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"};
    check<portable::chacha20_poly1305>(known);
#if defined(TSCP_TEST_CRYPTOPP)
    check<tscp::cryptopp::chacha20_poly1305>(known);
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check<tscp::mbedtls::chacha20_poly1305>(known);
#endif
}

TEST_CASE("ChaCha20: RFC 8439, section 2.3.2") {
    portable::detail::chacha20 stream{from_hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
                                      from_hex("000000090000004a00000000"), 1};
    bytes block(64);
    stream.apply(block, block);
    CHECK(to_hex(block) ==
          "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
          "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e");
}

namespace {

template <class Limb>
std::string poly1305(const std::string& key, const std::string& data) {
    const bytes key_bytes = from_hex(key);
    std::uint32_t words[8];
    for (std::size_t i = 0; i < 8; ++i) { words[i] = tscp::read_little_endian32(&key_bytes[4 * i]); }
    portable::detail::basic_poly1305<Limb> mac{words};
    mac.update_padded(from_hex(data));
    bytes tag(16, 0xee);
    mac.finish(tag);
    return to_hex(tag);
}

void check_poly1305(const std::string& key, const std::string& data, const std::string& tag) {
    CAPTURE(data);
    CHECK(poly1305<std::uint32_t>(key, data) == tag);
    CHECK(poly1305<tscp::config::limb>(key, data) == tag);
}

}  // namespace

TEST_CASE("Poly1305 at the borders of its arithmetic: RFC 8439, appendix A.3, vectors 1 and 7 to 11") {
    const std::string zeros(32, '0');
    const std::string ones(32, 'f');
    const std::string one = "01000000000000000000000000000000";
    const std::string two = "02000000000000000000000000000000";
    check_poly1305(zeros + zeros, ones + ones + ones, zeros);
    check_poly1305(two + zeros, ones, "03000000000000000000000000000000");
    check_poly1305(two + ones, two, "03000000000000000000000000000000");
    check_poly1305(one + zeros, ones + "f0ffffffffffffffffffffffffffffff11000000000000000000000000000000",
                   "05000000000000000000000000000000");
    check_poly1305(one + zeros, ones + "fbfefefefefefefefefefefefefefefe01010101010101010101010101010101", zeros);
    check_poly1305(two + zeros, "fdffffffffffffffffffffffffffffff", "faffffffffffffffffffffffffffffff");
}

TEST_CASE("Poly1305 where the last carry reaches the bits from 2^128 on") {
    // r = 7, and a block m with 7m + 5 = 5 · 2^128 − 1: 7 · (2^128 + m) is 3 · 2^130 − 6, and that is 9.
    check_poly1305("07000000000000000000000000000000" + std::string(32, '0'), "b66ddbb66ddbb66ddbb66ddbb66ddbb6",
                   "09000000000000000000000000000000");
}

TEST_CASE("Poly1305 in words of both sizes gives one tag, for the largest key too") {
    test::repeatable_random random{16};
    for (int i = 0; i < 2000; ++i) {
        const bytes key = i % 2 == 0 ? bytes(32, 0xff) : random.draw(32);
        const bytes data = i % 3 == 0 ? bytes(16 * random.below(20), 0xff) : random.draw(random.below(300));
        CAPTURE(to_hex(key), to_hex(data));
        CHECK(poly1305<std::uint32_t>(to_hex(key), to_hex(data)) ==
              poly1305<tscp::config::limb>(to_hex(key), to_hex(data)));
    }
}

TEST_CASE("AES-GCM: test cases 4 and 16 of its specification") {
    const answer known_128 = gcm("feffe9928665731c6d6a8f9467308308",
                                 "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c"
                                 "7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47");
    const answer known_256 = gcm("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                                 "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3d"
                                 "a7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
    check<portable::aes128_gcm>(known_128);
    check<portable::aes256_gcm>(known_256);
#if defined(TSCP_TEST_CRYPTOPP)
    check<tscp::cryptopp::aes128_gcm>(known_128);
    check<tscp::cryptopp::aes256_gcm>(known_256);
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check<tscp::mbedtls::aes128_gcm>(known_128);
    check<tscp::mbedtls::aes256_gcm>(known_256);
#endif
}

TEST_CASE("AES-128-CCM-8: NIST SP 800-38C, example 3") {
    const answer known{"404142434445464748494a4b4c4d4e4f", "101112131415161718191a1b",
                       "000102030405060708090a0b0c0d0e0f10111213", "202122232425262728292a2b2c2d2e2f3031323334353637",
                       "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"};
    check<portable::aes128_ccm8>(known);
#if defined(TSCP_TEST_CRYPTOPP)
    check<tscp::cryptopp::aes128_ccm8>(known);
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check<tscp::mbedtls::aes128_ccm8>(known);
#endif
}

TEST_CASE("Ascon-AEAD128: the first of the known answers of SP 800-232's reference") {
    check<portable::ascon_aead128>({"000102030405060708090a0b0c0d0e0f", "000102030405060708090a0b0c0d0e0f", "", "",
                                    "4427d64b8e1e1451fc445960f0839bb0"});
}
