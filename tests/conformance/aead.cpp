// SPDX-License-Identifier: MIT
// One suite over every AEAD of every backend: the contract of concepts/aead.hpp, and the backends against each other.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/concepts/aead.hpp>
#include <tscp/core/relocate.hpp>
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

#include "../support/bytes.hpp"
#include "../support/catch.hpp"
#include "../support/memory_of.hpp"
#include "../support/stops.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
namespace portable = tscp::portable;

// Both word sizes of the bit-sliced AES, whatever the host's own is.
using chacha20_poly1305_of_halves = portable::basic_chacha20_poly1305<std::uint32_t, tscp::product_of_halves>;
using chacha20_poly1305_of_bits = portable::basic_chacha20_poly1305<std::uint32_t, tscp::product_of_bits>;
using gcm_32 =
    portable::basic_gcm<portable::aes<16, std::uint32_t>, tscp::aead_registry::aes128_gcm, tscp::product_of_halves>;
using gcm_64 = portable::basic_gcm<portable::aes<16, std::uint64_t>, tscp::aead_registry::aes128_gcm>;
using ccm_32 = portable::basic_ccm<portable::aes<16, std::uint32_t>, tscp::aead_registry::aes128_ccm>;
using ccm_64 = portable::basic_ccm<portable::aes<16, std::uint64_t>, tscp::aead_registry::aes128_ccm>;

template <class Aead>
struct tag {
    using type = Aead;
};

template <class Visit>
void for_each_aead(const Visit& visit) {
    visit(tag<portable::chacha20_poly1305>{}, "ChaCha20-Poly1305, portable");
    visit(tag<chacha20_poly1305_of_halves>{}, "ChaCha20-Poly1305, portable, products of halves");
    visit(tag<chacha20_poly1305_of_bits>{}, "ChaCha20-Poly1305, portable, products of bits");
    visit(tag<gcm_32>{}, "AES-128-GCM, portable, 32-bit planes");
    visit(tag<gcm_64>{}, "AES-128-GCM, portable, 64-bit planes");
    visit(tag<portable::aes256_gcm>{}, "AES-256-GCM, portable");
    visit(tag<ccm_32>{}, "AES-128-CCM, portable, 32-bit planes");
    visit(tag<ccm_64>{}, "AES-128-CCM, portable, 64-bit planes");
    visit(tag<portable::aes128_ccm8>{}, "AES-128-CCM-8, portable");
    visit(tag<portable::ascon_aead128>{}, "Ascon-AEAD128, portable");
#if defined(TSCP_TEST_CRYPTOPP)
    visit(tag<tscp::cryptopp::chacha20_poly1305>{}, "ChaCha20-Poly1305, Crypto++");
    visit(tag<tscp::cryptopp::aes128_gcm>{}, "AES-128-GCM, Crypto++");
    visit(tag<tscp::cryptopp::aes256_gcm>{}, "AES-256-GCM, Crypto++");
    visit(tag<tscp::cryptopp::aes128_ccm>{}, "AES-128-CCM, Crypto++");
    visit(tag<tscp::cryptopp::aes128_ccm8>{}, "AES-128-CCM-8, Crypto++");
#endif
#if defined(TSCP_TEST_MBEDTLS)
    visit(tag<tscp::mbedtls::chacha20_poly1305>{}, "ChaCha20-Poly1305, Mbed TLS");
    visit(tag<tscp::mbedtls::aes128_gcm>{}, "AES-128-GCM, Mbed TLS");
    visit(tag<tscp::mbedtls::aes256_gcm>{}, "AES-256-GCM, Mbed TLS");
    visit(tag<tscp::mbedtls::aes128_ccm>{}, "AES-128-CCM, Mbed TLS");
    visit(tag<tscp::mbedtls::aes128_ccm8>{}, "AES-128-CCM-8, Mbed TLS");
#endif
}

template <class Aead>
bytes seal(const Aead& aead, const bytes& nonce, const bytes& aad, const bytes& plain) {
    bytes out(plain.size() + Aead::tag_size, 0xee);
    aead.seal(nonce, aad, plain, out);
    return out;
}

// What `open` answers and leaves in a buffer that was not zero before. In place it must be the same, or leave all as it
// was.
template <class Aead>
std::pair<bool, bytes> open(const Aead& aead, const bytes& nonce, const bytes& aad, const bytes& sealed) {
    bytes out(sealed.size() - Aead::tag_size, 0xee);
    const bool good = aead.open(nonce, aad, sealed, out);
    bytes in_place = sealed;
    const byte_span plain = byte_span{in_place}.first(out.size());
    CHECK(aead.open(nonce, aad, in_place, plain) == good);
    bytes expected = sealed;
    if (good) { std::copy(out.begin(), out.end(), expected.begin()); }
    CHECK(in_place == expected);
    return {good, out};
}

template <class Aead>
void check_size(const Aead& aead, test::repeatable_random& random, std::size_t size, std::size_t aad_size) {
    CAPTURE(size, aad_size);
    const bytes nonce = random.draw(Aead::nonce_size);
    const bytes aad = random.draw(aad_size);
    const bytes plain = random.draw(size);
    const bytes sealed = seal(aead, nonce, aad, plain);
    bytes in_place = plain;
    in_place.resize(sealed.size());
    aead.seal(nonce, aad, byte_view{in_place}.first(size), in_place);
    CHECK(in_place == sealed);
    CHECK(open(aead, nonce, aad, sealed) == std::pair{true, plain});
    bytes damaged = sealed;
    damaged[random.below(damaged.size())] ^= 0x80U;
    const std::pair refused{false, bytes(size, 0)};
    CHECK(open(aead, nonce, aad, damaged) == refused);
    if (aad_size != 0) {
        bytes other = aad;
        other[random.below(aad_size)] ^= 1U;
        CHECK(open(aead, nonce, other, sealed) == refused);
    }
}

// Every bit of `input`, one after the other, is turned and turned back.
template <class Check>
void for_each_flip(bytes& input, const Check& check) {
    for (std::size_t bit = 0; bit < 8 * input.size(); ++bit) {
        CAPTURE(bit);
        const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
        input[bit / 8] ^= mask;
        check();
        input[bit / 8] ^= mask;
    }
}

}  // namespace

TEST_CASE("every AEAD states its facts and is one") {
    for_each_aead([](auto type, const char* name) {
        using aead = typename decltype(type)::type;
        CAPTURE(name);
        STATIC_REQUIRE(tscp::require_aead<aead>());
        STATIC_REQUIRE(tscp::is_aead<aead>);
    });
    STATIC_REQUIRE(sizeof(portable::chacha20_poly1305) == 32);
    STATIC_REQUIRE(sizeof(portable::ascon_aead128) == 16);
    STATIC_REQUIRE(portable::chacha20_poly1305::constant_time);
    STATIC_REQUIRE(portable::aes256_gcm::constant_time);
    STATIC_REQUIRE(portable::aes128_ccm8::constant_time);
    STATIC_REQUIRE(portable::ascon_aead128::constant_time);
}

TEST_CASE("what is sealed opens at every size, in place and apart") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{11};
        const aead_type aead{random.draw(aead_type::key_size)};
        for (std::size_t size = 0; size <= 200; ++size) { check_size(aead, random, size, random.below(70)); }
        for (std::size_t aad_size = 0; aad_size <= 70; ++aad_size) { check_size(aead, random, 33, aad_size); }
        for (const std::size_t size : {255U, 256U, 257U, 1000U, 4095U, 4096U, 16384U, 17 * 1024U}) {
            check_size(aead, random, size, 300);
        }
    });
}

TEST_CASE("at every place in memory, and nothing beside the output") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{12};
        const bytes key = random.draw(aead_type::key_size);
        const bytes nonce = random.draw(aead_type::nonce_size);
        const bytes aad = random.draw(21);
        const bytes plain = random.draw(83);
        const bytes sealed = seal(aead_type{key}, nonce, aad, plain);
        for (std::size_t offset = 1; offset < 16; ++offset) {
            CAPTURE(offset);
            const auto shifted = [offset](const bytes& of) {
                bytes out(offset, 0xee);
                out.insert(out.end(), of.begin(), of.end());
                out.push_back(0xee);
                return out;
            };
            const auto part = [offset](const bytes& of) {
                return byte_view{of}.subspan(offset, of.size() - offset - 1);
            };
            const bytes keys = shifted(key);
            const bytes nonces = shifted(nonce);
            const bytes aads = shifted(aad);
            const aead_type aead{part(keys)};
            bytes out(offset + sealed.size() + 1, 0xee);
            const bytes plains = shifted(plain);
            aead.seal(part(nonces), part(aads), part(plains), byte_span{out}.subspan(offset, sealed.size()));
            CHECK(out == shifted(sealed));
            bytes back(offset + plain.size() + 1, 0xee);
            CHECK(aead.open(part(nonces), part(aads), part(out), byte_span{back}.subspan(offset, plain.size())));
            CHECK(back == plains);
            out[offset] ^= 1U;
            CHECK_FALSE(aead.open(part(nonces), part(aads), part(out), byte_span{back}.subspan(offset, plain.size())));
            CHECK(back == shifted(bytes(plain.size(), 0)));
        }
    });
}

TEST_CASE("every single bit counts") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{13};
        bytes key = random.draw(aead_type::key_size);
        bytes nonce = random.draw(aead_type::nonce_size);
        bytes aad = random.draw(13);
        const bytes plain = random.draw(37);
        const aead_type aead{key};
        bytes sealed = seal(aead, nonce, aad, plain);
        const std::pair refused{false, bytes(plain.size(), 0)};
        const auto refuses = [&] { CHECK(open(aead, nonce, aad, sealed) == refused); };
        for_each_flip(sealed, refuses);
        for_each_flip(nonce, refuses);
        for_each_flip(aad, refuses);
        for_each_flip(key, [&] { CHECK(open(aead_type{key}, nonce, aad, sealed) == refused); });
        CHECK(open(aead, nonce, aad, sealed) == std::pair{true, plain});
        // A byte more or less, and what is additional moved to the content.
        bytes shorter = sealed;
        shorter.erase(shorter.begin());
        CHECK_FALSE(open(aead, nonce, aad, shorter).first);
        bytes longer = aad;
        longer.push_back(0);
        CHECK_FALSE(open(aead, nonce, longer, sealed).first);
        bytes tag_alone = seal(aead, nonce, aad, {});
        for_each_flip(tag_alone, [&] { CHECK_FALSE(open(aead, nonce, aad, tag_alone).first); });
    });
}

TEST_CASE("a short record that fails in place is left as it was, whatever bit is wrong") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{17};
        const bytes nonce = random.draw(aead_type::nonce_size);
        const bytes aad = random.draw(9);
        const aead_type aead{random.draw(aead_type::key_size)};
        for (const std::size_t size : {1U, 7U, 16U, 19U}) {
            CAPTURE(size);
            const bytes plain = random.draw(size);
            bytes record = seal(aead, nonce, aad, plain);
            for_each_flip(record, [&] {
                const bytes before = record;
                CHECK_FALSE(aead.open(nonce, aad, record, byte_span{record}.first(size)));
                CHECK(record == before);
            });
            // So that the record can still be opened by the right key.
            CHECK(aead.open(nonce, aad, record, byte_span{record}.first(size)));
            CHECK(bytes(record.begin(), record.begin() + static_cast<std::ptrdiff_t>(size)) == plain);
        }
    });
}

TEST_CASE("a relocated AEAD keeps its key, and leaves none behind") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{14};
        const bytes key = random.draw(aead_type::key_size);
        const bytes nonce = random.draw(aead_type::nonce_size);
        const bytes plain = random.draw(40);
        test::memory_of<aead_type> memory;
        aead_type& first = memory.make(key);
        const bytes sealed = seal(first, nonce, {}, plain);
        CHECK(memory.holds(key));
        const aead_type second{tscp::relocate, first};
        CHECK_FALSE(memory.holds(key));
        CHECK(memory.is_zero());
        memory.destroy();
        CHECK(seal(second, nonce, {}, plain) == sealed);
    });
}

TEST_CASE("a key of another size stops a checked program") {
    if (!tscp::config::checked) { return; }
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        CHECK(test::stops([] { const aead_type aead{bytes(aead_type::key_size - 1)}; }));
        CHECK(test::stops([] { const aead_type aead{bytes(aead_type::key_size + 1)}; }));
        CHECK_FALSE(test::stops([] { const aead_type aead{bytes(aead_type::key_size)}; }));
    });
}

TEST_CASE("what the length field of CCM cannot hold stops a checked program") {
    if (!tscp::config::checked) { return; }
    const auto seals = [](std::size_t size, std::size_t aad_size) {
        using aead_type = portable::aes128_ccm;
        bytes out(size + aead_type::tag_size);
        aead_type{bytes(aead_type::key_size)}.seal(bytes(aead_type::nonce_size), bytes(aad_size),
                                                   byte_view{out}.first(size), out);
    };
    CHECK(test::stops([&] { seals(std::size_t{1} << 24U, 0); }));
    CHECK(test::stops([&] { seals(0, 0xff00); }));
    CHECK_FALSE(test::stops([&] { seals(0, 0xfeff); }));
}

TEST_CASE("a destroyed AEAD leaves no copy of its key in its memory") {
    for_each_aead([](auto type, const char* name) {
        using aead_type = typename decltype(type)::type;
        CAPTURE(name);
        const bytes key(aead_type::key_size, 0xa5);
        test::memory_of<aead_type> memory;
        memory.make(key);
        CHECK(memory.holds(key));
        memory.destroy();
        CHECK(memory.is_zero());
    });
}

namespace {

template <class Left, class Right>
void check_agreement(const char* name) {
    STATIC_REQUIRE(Left::aead_id == Right::aead_id);
    CAPTURE(name);
    test::repeatable_random random{15};
    for (std::size_t i = 0; i < 400; ++i) {
        CAPTURE(i);
        const bytes key = random.draw(Left::key_size);
        const bytes nonce = random.draw(Left::nonce_size);
        const bytes aad = random.draw(random.below(100));
        const bytes plain = random.draw(i % 40 == 0 ? 2000 + random.below(15000) : random.below(300));
        const Left left{key};
        const Right right{key};
        const bytes sealed = seal(left, nonce, aad, plain);
        CHECK(seal(right, nonce, aad, plain) == sealed);
        CHECK(open(left, nonce, aad, sealed) == std::pair{true, plain});
        CHECK(open(right, nonce, aad, sealed) == std::pair{true, plain});
    }
}

}  // namespace

#if defined(TSCP_TEST_CRYPTOPP)
TEST_CASE("portable and Crypto++ seal alike") {
    namespace cryptopp = tscp::cryptopp;
    check_agreement<portable::chacha20_poly1305, cryptopp::chacha20_poly1305>("ChaCha20-Poly1305");
    check_agreement<gcm_32, cryptopp::aes128_gcm>("AES-128-GCM, 32-bit planes");
    check_agreement<gcm_64, cryptopp::aes128_gcm>("AES-128-GCM, 64-bit planes");
    check_agreement<portable::aes256_gcm, cryptopp::aes256_gcm>("AES-256-GCM");
    check_agreement<ccm_32, cryptopp::aes128_ccm>("AES-128-CCM, 32-bit planes");
    check_agreement<ccm_64, cryptopp::aes128_ccm>("AES-128-CCM, 64-bit planes");
    check_agreement<portable::aes128_ccm8, cryptopp::aes128_ccm8>("AES-128-CCM-8");
}
#endif

#if defined(TSCP_TEST_MBEDTLS)
TEST_CASE("portable and Mbed TLS seal alike") {
    namespace mbedtls = tscp::mbedtls;
    check_agreement<portable::chacha20_poly1305, mbedtls::chacha20_poly1305>("ChaCha20-Poly1305");
    check_agreement<portable::aes128_gcm, mbedtls::aes128_gcm>("AES-128-GCM");
    check_agreement<portable::aes256_gcm, mbedtls::aes256_gcm>("AES-256-GCM");
    check_agreement<portable::aes128_ccm, mbedtls::aes128_ccm>("AES-128-CCM");
    check_agreement<portable::aes128_ccm8, mbedtls::aes128_ccm8>("AES-128-CCM-8");
}
#endif
