// SPDX-License-Identifier: MIT
// One suite over every block cipher backend: FIPS 197 appendix C, SP 800-38A appendix F.1, and the contract.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/concepts/block_cipher.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/aes.hpp>
#endif

#include "../concepts/archetypes/rest.hpp"
#include "../support/bytes.hpp"
#include "../support/catch.hpp"
#include "../support/memory_of.hpp"
#include "../support/stops.hpp"

namespace {

using test::bytes;
using test::from_hex;
using test::to_hex;

template <class Cipher>
struct tag {
    using type = Cipher;
};

template <std::size_t KeyBytes, class Visit>
void for_each_backend(const Visit& visit) {
    visit(tag<tscp::portable::aes<KeyBytes, std::uint32_t>>{}, "portable, 32-bit planes");
    visit(tag<tscp::portable::aes<KeyBytes, std::uint64_t>>{}, "portable, 64-bit planes");
    if constexpr (KeyBytes == 32) { visit(tag<archetype::block_cipher>{}, "archetype"); }
#if defined(TSCP_TEST_CRYPTOPP)
    visit(tag<tscp::cryptopp::aes<KeyBytes>>{}, "cryptopp");
#endif
}

struct vector {
    const char *key, *plain, *cipher;
};

// SP 800-38A F.1: four blocks.
constexpr const char* four_blocks =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

const vector aes128_vectors[] = {
    {"000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a"},
    {"2b7e151628aed2a6abf7158809cf4f3c", four_blocks,
     "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
     "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"}};

const vector aes192_vectors[] = {{"000102030405060708090a0b0c0d0e0f1011121314151617",
                                  "00112233445566778899aabbccddeeff", "dda97ca4864cdfe06eaf70a0ec0d7191"},
                                 {"8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", four_blocks,
                                  "bd334f1d6e45f25ff712a214571fa5cc974104846d0ad3ad7734ecb3ecee4eef"
                                  "ef7afd2270e2e60adce0ba2face6444e9a4b41ba738d6c72fb16691603c18e0e"}};

const vector aes256_vectors[] = {{"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                                  "00112233445566778899aabbccddeeff", "8ea2b7ca516745bfeafc49904b496089"},
                                 {"603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", four_blocks,
                                  "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
                                  "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7"}};

template <class Cipher>
void check_vector(const vector& known) {
    const Cipher cipher{from_hex(known.key)};
    const bytes plain = from_hex(known.plain);
    bytes out(plain.size());
    cipher.encrypt(plain, out);
    CHECK(to_hex(out) == known.cipher);
    cipher.decrypt(out, out);  // in place
    CHECK(out == plain);
}

template <class Cipher>
void check_contract() {
    STATIC_REQUIRE(tscp::require_block_cipher<Cipher>());
    STATIC_REQUIRE(tscp::is_block_cipher<Cipher>);
    test::repeatable_random random{42};
    const bytes key = random.draw(Cipher::key_size);
    std::optional<Cipher> first{std::in_place, key};
    const Cipher cipher{tscp::relocate, *first};  // the key lives on, without its source
    first.reset();
    cipher.encrypt({}, {});
    for (std::size_t blocks = 1; blocks <= 9; ++blocks) {
        const bytes plain = random.draw(blocks * Cipher::block_size);
        bytes together(plain.size());
        cipher.encrypt(plain, together);
        bytes in_place = plain;
        cipher.encrypt(in_place, in_place);
        CHECK(in_place == together);
        // Every block by itself.
        bytes apart = plain;
        for (std::size_t i = 0; i < blocks; ++i) {
            const tscp::byte_span block = tscp::byte_span{apart}.subspan(i * Cipher::block_size, Cipher::block_size);
            cipher.encrypt(block, block);
        }
        CHECK(apart == together);
        bytes back(plain.size());
        cipher.decrypt(together, back);
        CHECK(back == plain);
        cipher.decrypt(in_place, in_place);
        CHECK(in_place == plain);
        // At every place in memory, and nothing beside the blocks.
        for (std::size_t offset = 1; offset < Cipher::block_size; ++offset) {
            bytes in(offset, 0xee);
            in.insert(in.end(), plain.begin(), plain.end());
            bytes out(plain.size() + offset + 1, 0xee);
            cipher.encrypt(tscp::byte_view{in}.subspan(offset), tscp::byte_span{out}.subspan(offset, plain.size()));
            bytes expected(offset, 0xee);
            expected.insert(expected.end(), together.begin(), together.end());
            expected.push_back(0xee);
            CHECK(out == expected);
        }
    }
}

// FIPS 197 section 5.1.1: the inverse in GF(2^8) by trial, and the affine map bit by bit.
unsigned multiply(unsigned left, unsigned right) {
    unsigned product = 0;
    for (; right != 0; right >>= 1U) {
        if ((right & 1U) != 0) { product ^= left; }
        left <<= 1U;
        if ((left & 0x100U) != 0) { left ^= 0x11bU; }
    }
    return product;
}

std::uint8_t sbox(unsigned byte) {
    unsigned inverse = 0;
    while (byte != 0 && multiply(byte, inverse) != 1) { ++inverse; }
    unsigned image = 0;
    for (unsigned i = 0; i < 8; ++i) {
        const unsigned bit = (inverse >> i) ^ (inverse >> ((i + 4) % 8)) ^ (inverse >> ((i + 5) % 8)) ^
                             (inverse >> ((i + 6) % 8)) ^ (inverse >> ((i + 7) % 8)) ^ (0x63U >> i);
        image |= (bit & 1U) << i;
    }
    return static_cast<std::uint8_t>(image);
}

template <class Word>
void check_sbox() {
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::array<Word, 8> planes{};
        for (unsigned bit = 0; bit < 8; ++bit) { planes[bit] = (byte >> bit) & 1U; }
        tscp::portable::detail::aes_sbox(planes);
        unsigned image = 0;
        for (unsigned bit = 0; bit < 8; ++bit) { image |= static_cast<unsigned>(planes[bit] & 1U) << bit; }
        CHECK(image == sbox(byte));
        tscp::portable::detail::aes_sbox_back(planes);
        unsigned back = 0;
        for (unsigned bit = 0; bit < 8; ++bit) { back |= static_cast<unsigned>(planes[bit] & 1U) << bit; }
        CHECK(back == byte);
    }
}

}  // namespace

TEST_CASE("the published ciphertexts") {
    for_each_backend<16>([](auto type, const char* name) {
        CAPTURE(name);
        for (const vector& known : aes128_vectors) { check_vector<typename decltype(type)::type>(known); }
    });
    for_each_backend<24>([](auto type, const char* name) {
        CAPTURE(name);
        for (const vector& known : aes192_vectors) { check_vector<typename decltype(type)::type>(known); }
    });
    for_each_backend<32>([](auto type, const char* name) {
        CAPTURE(name);
        for (const vector& known : aes256_vectors) { check_vector<typename decltype(type)::type>(known); }
    });
}

TEST_CASE("every block cipher backend keeps the contract") {
    for_each_backend<16>([](auto type, const char* name) {
        CAPTURE(name);
        check_contract<typename decltype(type)::type>();
    });
    for_each_backend<32>([](auto type, const char* name) {
        CAPTURE(name);
        check_contract<typename decltype(type)::type>();
    });
}

TEST_CASE("all block cipher backends agree on random keys and blocks") {
    test::repeatable_random random{7};
    for (std::size_t i = 0; i < 300; ++i) {
        const bytes key = random.draw(32);
        const bytes plain = random.draw(16 * (1 + random.below(9)));
        std::string first;
        for_each_backend<32>([&](auto type, const char* name) {
            CAPTURE(name);
            bytes out(plain.size());
            typename decltype(type)::type{key}.encrypt(plain, out);
            if (first.empty()) { first = to_hex(out); }
            CHECK(to_hex(out) == first);
        });
    }
}

TEST_CASE("a destroyed cipher leaves no copy of its key in its memory") {
    for_each_backend<32>([](auto type, const std::string& name) {
        CAPTURE(name);
        using cipher = typename decltype(type)::type;
        const bytes key(32, 0xa5);
        test::memory_of<cipher> memory;
        memory.make(key);
        if (name != "cryptopp") { CHECK(memory.holds(key)); }  // which keeps it elsewhere
        memory.destroy();
        CHECK_FALSE(memory.holds(bytes(2, 0xa5)));
    });
}

TEST_CASE("keys and texts of other sizes stop the program, where it is checked") {
    if constexpr (tscp::config::checked) {
        for_each_backend<32>([](auto type, const char* name) {
            CAPTURE(name);
            using cipher_type = typename decltype(type)::type;
            for (const std::size_t size : {std::size_t{0}, std::size_t{31}, std::size_t{33}, std::size_t{64}}) {
                CAPTURE(size);
                CHECK(test::stops([&] { const cipher_type cipher{bytes(size, 1)}; }));
            }
            const cipher_type cipher{bytes(32, 1)};
            bytes out(48);
            const tscp::byte_span all{out};
            for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{31}, std::size_t{48}}) {
                CAPTURE(size);
                CHECK(test::stops([&] { cipher.encrypt(bytes(32, 2), all.first(size)); }));
                CHECK(test::stops([&] { cipher.decrypt(bytes(32, 2), all.first(size)); }));
            }
            CHECK(test::stops([&] { cipher.encrypt(bytes(17, 2), all.first(17)); }));
            CHECK(test::stops([&] { cipher.decrypt(bytes(15, 2), all.first(15)); }));
        });
    }
}

TEST_CASE("a relocated cipher leaves no copy of its key where it was") {
    for_each_backend<32>([](auto type, const std::string& name) {
        CAPTURE(name);
        using cipher = typename decltype(type)::type;
        const bytes key(32, 0xa5);
        test::memory_of<cipher> memory;
        cipher& source = memory.make(key);
        const cipher relocated{tscp::relocate, source};
        memory.destroy();
        CHECK_FALSE(memory.holds(bytes(2, 0xa5)));
    });
}

TEST_CASE("the S-box circuit is the S-box") {
    check_sbox<std::uint32_t>();
    check_sbox<std::uint64_t>();
}
