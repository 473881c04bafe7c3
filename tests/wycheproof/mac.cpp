// SPDX-License-Identifier: MIT
// HMAC and HKDF over every hash backend against Wycheproof.
#include <string>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/hkdf.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/sha256.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/sha256.hpp>
#endif

#include "vectors.hpp"

namespace {

using test::bytes;

template <class Hash>
void check_hmac(const std::string& what) {
    test::for_each_test("hmac_sha256_test.json", what, [](const auto& /*group*/, const auto& one, bool valid) {
        const bytes expected = test::hex_field(one, "tag");
        bytes tag(Hash::digest_size);
        const tscp::hmac_key<Hash> key{test::hex_field(one, "key")};
        tscp::hmac<Hash> mac{key};
        mac.update(test::hex_field(one, "msg"));
        mac.finish(tag);
        tag.resize(expected.size());
        CHECK((tag == expected) == valid);
        return true;
    });
}

template <class Hash>
void check_hkdf(const std::string& what) {
    test::for_each_test("hkdf_sha256_test.json", what, [](const auto& /*group*/, const auto& one, bool valid) {
        bytes prk(Hash::digest_size);
        tscp::hkdf<Hash>::extract(test::hex_field(one, "salt"), test::hex_field(one, "ikm"), prk);
        bytes out(one.at("size").template get<std::size_t>());
        const bool done{tscp::hkdf<Hash>::expand(prk, test::hex_field(one, "info"), out)};
        CHECK((done && out == test::hex_field(one, "okm")) == valid);
        return true;
    });
}

}  // namespace

TEST_CASE("HMAC and HKDF") {
    check_hmac<tscp::portable::sha256>("HMAC-SHA-256, portable");
    check_hkdf<tscp::portable::sha256>("HKDF-SHA-256, portable");
#if defined(TSCP_TEST_CRYPTOPP)
    check_hmac<tscp::cryptopp::sha256>("HMAC-SHA-256, Crypto++");
    check_hkdf<tscp::cryptopp::sha256>("HKDF-SHA-256, Crypto++");
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check_hmac<tscp::mbedtls::sha256>("HMAC-SHA-256, Mbed TLS");
    check_hkdf<tscp::mbedtls::sha256>("HKDF-SHA-256, Mbed TLS");
#endif
}
