// SPDX-License-Identifier: MIT
// What X25519, SHA-256 and the generator of the backend mbedtls do where Mbed TLS fails: each of its calls fails in
// turn. And what they give to Mbed TLS, and need of it.
#include <cstddef>
#include <cstdint>

#include <tscp/backend/mbedtls/aes_gcm.hpp>
#include <tscp/backend/mbedtls/random.hpp>
#include <tscp/backend/mbedtls/sha256.hpp>
#include <tscp/backend/mbedtls/x25519.hpp>

#include "../support/bytes.hpp"
#include "../support/catch.hpp"
#include "../support/stops.hpp"
#include "failing_mbedtls.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;
namespace mbedtls = tscp::mbedtls;
namespace vendor = test::vendor;

}  // namespace

TEST_CASE("where Mbed TLS fails, X25519 says so and leaves zeros") {
    const bytes key(32, 0x77);
    bytes peer(32);
    peer[0] = 9;
    for (const bool agrees : {false, true}) {
        CAPTURE(agrees);
        bytes out(32);
        const auto run = [&] {
            return agrees ? mbedtls::x25519::agree(key, peer, out) : mbedtls::x25519::public_value(key, out);
        };
        const std::size_t calls = vendor::calls_of([&] { CHECK(run()); });
        CHECK(calls == 4);
        CHECK(vendor::present().keys == 0);
        for (std::size_t call = 1; call < calls; ++call) {
            for (const psa_status_t reason : {PSA_ERROR_INSUFFICIENT_MEMORY, PSA_ERROR_HARDWARE_FAILURE}) {
                CAPTURE(call, reason);
                vendor::begin(call, reason);
                out = bytes(32, 0xee);
                CHECK(run().error() == errc::backend_failed);
                CHECK(out == bytes(32));
                CHECK(vendor::present().keys == 0);
            }
        }
        vendor::begin(calls, PSA_ERROR_CORRUPTION_DETECTED);
        CHECK(test::stops([&] { (void)run(); }));
    }
}

TEST_CASE("Mbed TLS is given private keys of X25519 with the bits set that RFC 7748 sets") {
    bytes out(32);
    for (const std::uint8_t byte : {std::uint8_t{0x00}, std::uint8_t{0xff}}) {
        vendor::begin();
        CHECK(mbedtls::x25519::public_value(bytes(32, byte), out));
        bytes clamped(32, byte);
        clamped.front() &= 0xf8U;
        clamped.back() = byte == 0 ? 0x40 : 0x7f;
        CHECK(vendor::present().imported == clamped);
    }
}

TEST_CASE("a shared secret of zeros is refused where an accelerator gives one") {
    bytes out(32, 0xee);
    vendor::begin().gives_zero_secrets = true;
    CHECK(mbedtls::x25519::agree(bytes(32, 1), bytes(32, 9), out).error() == errc::public_value_out_of_range);
    CHECK(out == bytes(32));
}

TEST_CASE("a value, a secret or a digest of another size than it must have is a failure of Mbed TLS") {
    bytes out(32);
    vendor::begin().gives_short_output = true;
    CHECK(mbedtls::x25519::public_value(bytes(32, 1), out).error() == errc::backend_failed);
    CHECK(mbedtls::x25519::agree(bytes(32, 1), bytes(32, 9), out).error() == errc::backend_failed);
    CHECK(test::stops([&] {
        mbedtls::sha256 hash;
        hash.finish(out);
    }));
    CHECK(test::stops([&] { mbedtls::sha256::digest(out, out); }));
}

TEST_CASE("where Mbed TLS fails there are no random bytes") {
    mbedtls::random random;
    bytes out(16);
    const std::size_t calls = vendor::calls_of([&] { CHECK(random.fill(out)); });
    CHECK(calls == 2);
    for (std::size_t call = 1; call <= calls; ++call) {
        vendor::begin(call, PSA_ERROR_INSUFFICIENT_ENTROPY);
        CHECK_FALSE(random.fill(out));
    }
}

TEST_CASE("where Mbed TLS fails to hash the program stops") {
    bytes out(32);
    const auto hash = [&] {
        mbedtls::sha256 first;
        first.update(out);
        mbedtls::sha256 second = first;
        first = second;
        second.finish(out);
        mbedtls::sha256::digest(out, out);
    };
    const std::size_t calls = vendor::calls_of(hash);
    // init, setup, update; clone; abort, clone; finish, abort; init, compute; and abort of the first.
    CHECK(calls == 11);
    for (std::size_t call = 1; call <= calls; ++call) {
        CAPTURE(call);
        vendor::begin(call, PSA_ERROR_HARDWARE_FAILURE);
        CHECK(test::stops(hash));
    }
}

TEST_CASE("Mbed TLS is initialized by whatever is used first") {
    const bytes key(32, 0x77);
    bytes out(32);
    constexpr std::size_t text_size = 50;
    bytes record(text_size + 16);
    mbedtls::random random;
    const auto works_from_nothing = [](const auto& use) {
        mbedtls_psa_crypto_free();
        vendor::begin();
        CHECK(use());
        CHECK(vendor::present().initializations > 0);
    };
    works_from_nothing([&] { return random.fill(out); });
    works_from_nothing([&] { return bool{mbedtls::x25519::public_value(key, out)}; });
    works_from_nothing([&] {
        mbedtls::sha256 hash;
        hash.finish(out);
        return true;
    });
    works_from_nothing([&] {
        mbedtls::sha256::digest(key, out);
        return true;
    });
    const mbedtls::aes256_gcm aead{key};
    works_from_nothing([&] {
        aead.seal(bytes(12), {}, byte_view{record}.first(text_size), record);
        return true;
    });
    works_from_nothing([&] { return aead.open(bytes(12), {}, record, byte_span{record}.first(text_size)); });
}
