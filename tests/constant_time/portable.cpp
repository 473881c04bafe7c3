// SPDX-License-Identifier: MIT
// The portable backend with its secrets marked as undefined: run under valgrind's memcheck, which then reports every
// branch and every address that depends on one. With the argument `leak` it leaks on purpose, so that the check is seen
// to work.
#include <valgrind/memcheck.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic/decimal.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/secret.hpp>

namespace {

// A sum of everything computed, which keeps the optimiser from dropping any of it.
unsigned sink = 0;

template <class Bytes>
void hide(Bytes& bytes) {
    VALGRIND_MAKE_MEM_UNDEFINED(bytes.data(), bytes.size() * sizeof(bytes[0]));
}

// The end of a secret's way: what comes out is public, or is the test's to look at.
template <class Bytes>
void publish(Bytes& bytes) {
    VALGRIND_MAKE_MEM_DEFINED(bytes.data(), bytes.size() * sizeof(bytes[0]));
    for (const auto byte : bytes) { sink += static_cast<unsigned>(byte); }
}

template <std::size_t Bits, class Limb>
void exponentiate(std::size_t exponent_bytes, bool even) {
    using integer = tscp::portable::integer<Bits, Limb>;
    std::array<std::uint8_t, Bits / 8> modulus{};
    std::array<std::uint8_t, Bits / 8> base{};
    std::array<std::uint8_t, Bits / 8> exponent{};
    for (std::size_t i = 1; i < modulus.size(); ++i) {
        modulus[i] = static_cast<std::uint8_t>(37 * i + 11);
        base[i] = static_cast<std::uint8_t>(91 * i + 3);
        exponent[i] = static_cast<std::uint8_t>(53 * i + 7);
    }
    modulus.back() = even ? 0x28 : 0x2b;
    // The base too: a shared secret may be raised again.
    hide(base);
    hide(exponent);
    const auto power =
        integer::mod_pow(*integer::from_bytes(base),
                         *integer::from_bytes(tscp::byte_view{exponent}.subspan(exponent.size() - exponent_bytes)),
                         8 * exponent_bytes, *integer::from_bytes(modulus));
    std::array<std::uint8_t, Bits / 8> out{};
    (void)power->write_bytes(out);
    publish(out);
}

template <std::size_t KeyBytes, class Word>
void encrypt() {
    std::array<std::uint8_t, KeyBytes> key{1, 2, 3};
    std::array<std::uint8_t, 5 * 16> blocks{4, 5, 6};
    hide(key);
    hide(blocks);
    const tscp::portable::aes<KeyBytes, Word> cipher{key};
    cipher.encrypt(blocks, blocks);
    cipher.decrypt(blocks, blocks);
    publish(blocks);
}

void hash() {
    std::array<std::uint8_t, 200> message{1, 2, 3};
    std::array<std::uint8_t, 32> digest{};
    hide(message);
    tscp::portable::sha256 hash;
    hash.update(message);
    hash.finish(digest);
    publish(digest);
}

void compare() {
    std::array<std::uint8_t, 33> left{1};
    std::array<std::uint8_t, 33> right{2};
    hide(left);
    hide(right);
    bool same = tscp::equal_constant_time(left, right);
    VALGRIND_MAKE_MEM_DEFINED(&same, sizeof same);
    sink += same ? 1U : 0U;
}

void print() {
    std::array<std::uint8_t, 16> bytes{0xff, 0x12};
    std::array<std::uint8_t, 32> digits{};
    hide(bytes);
    tscp::writer out{digits};
    (void)tscp::write_hex(bytes, out);
    publish(digits);
    // In limbs of both sizes; how many digits a number has is public, so its bytes are read back instead.
    hide(bytes);
    auto small = tscp::classic::decimal<40, std::uint16_t>::from_bytes(bytes);
    auto large = tscp::classic::decimal<40, std::uint32_t>::from_bytes(bytes);
    for (std::size_t position = 0; position < 40; ++position) {
        std::array<std::uint8_t, 2> pair{small->digit(position), large->digit(position)};
        publish(pair);
    }
}

void leak() {
    std::array<std::uint8_t, 1> byte{3};
    hide(byte);
    if (byte[0] == 3) { ++sink; }
}

}  // namespace

int main(int argc, char** argv) {
    if (RUNNING_ON_VALGRIND == 0) {
        std::puts("run this under valgrind");
        return 1;
    }
    if (argc > 1 && std::strcmp(argv[1], "leak") == 0) {
        leak();
        return 0;
    }
    for (const bool even : {false, true}) {
        exponentiate<128, std::uint64_t>(1, even);
        exponentiate<128, std::uint32_t>(1, even);
        exponentiate<512, std::uint64_t>(64, even);
        exponentiate<512, std::uint32_t>(33, even);
    }
    encrypt<16, std::uint32_t>();
    encrypt<16, std::uint64_t>();
    encrypt<32, std::uint32_t>();
    encrypt<32, std::uint64_t>();
    hash();
    compare();
    print();
    std::printf("no branch and no address depended on a secret (%u)\n", sink);
    return 0;
}
