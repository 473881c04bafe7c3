// SPDX-License-Identifier: MIT
// What the portable backend, the key schedule and classic compute with secrets, one function each. Hosts run them under
// valgrind with the secrets marked as undefined, the emulated board compares their traces for different secrets.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/classic/checksum.hpp>
#include <tscp/classic/decimal.hpp>
#include <tscp/classic/dialect.hpp>
#include <tscp/classic/key.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/kdf/hkdf.hpp>
#include <tscp/kdf/hmac.hpp>
#include <tscp/kdf/key_schedule.hpp>

namespace primitives {

using tscp::byte_span;
using tscp::byte_view;

inline constexpr std::size_t secret_size = 192;
inline constexpr std::size_t text_size = 100;

/// What all functions read and write. `input` is public.
struct memory {
    std::array<std::uint8_t, secret_size> secret;
    std::array<std::uint8_t, 256> input;
    std::array<std::uint8_t, 256> output;
    std::uint32_t verdict;
};
inline memory data{};

inline byte_view secret(std::size_t from, std::size_t size) noexcept {
    return byte_view{data.secret}.subspan(from, size);
}
inline byte_view input(std::size_t size) noexcept { return byte_view{data.input}.first(size); }
inline byte_span output(std::size_t size) noexcept { return byte_span{data.output}.first(size); }

/// One primitive. `prepare` computes `input` from the secret, where that is not public anyway, before the secret is
/// hidden. `verdicts` is how many branches there are on what is public though it comes of secrets: whether a tag is
/// right.
struct primitive {
    const char* name;
    void (*run)() noexcept;
    void (*prepare)() noexcept;
    unsigned verdicts;
};

inline void nothing() noexcept {}

// The key and the plaintext are secret; nonce and additional data are not.
template <class Aead>
void seal() noexcept {
    static constexpr std::array<std::uint8_t, 16> nonce{4, 5};
    const Aead aead{secret(0, Aead::key_size)};
    aead.seal(byte_view{nonce}.first(Aead::nonce_size), tscp::bytes_of("header"), secret(32, text_size),
              output(text_size + Aead::tag_size));
}
template <class Aead>
void seal_input() noexcept {
    seal<Aead>();
    data.input = data.output;
}
// The tag is right.
template <class Aead>
void open() noexcept {
    static constexpr std::array<std::uint8_t, 16> nonce{4, 5};
    const Aead aead{secret(0, Aead::key_size)};
    const bool good = aead.open(byte_view{nonce}.first(Aead::nonce_size), tscp::bytes_of("header"),
                                input(text_size + Aead::tag_size), output(text_size));
    data.verdict = good;
}

template <class Group>
void public_value() noexcept {
    data.verdict = static_cast<std::uint32_t>(
        Group::public_value(secret(0, Group::private_size), output(Group::public_size)).error());
}
// The peer's value is any number below the prime.
template <class Group>
void agree() noexcept {
    data.verdict = static_cast<std::uint32_t>(
        Group::agree(secret(0, Group::private_size), input(Group::public_size), output(Group::shared_size)).error());
}
inline void public_input() noexcept {
    for (std::size_t i = 0; i < data.input.size(); ++i) { data.input[i] = static_cast<std::uint8_t>(91 * i + 3); }
}

// The base is secret too: a shared secret may be raised again.
template <std::size_t Bits, class Limb, std::size_t ExponentBytes, bool Even>
void mod_pow() noexcept {
    using integer = tscp::portable::integer<Bits, Limb>;
    constexpr std::size_t size = Bits / 8;
    const auto base = integer::from_bytes(secret(0, size));
    const auto exponent = integer::from_bytes(secret(size, ExponentBytes));
    const auto modulus = integer::from_bytes(input(size));
    const auto power = integer::mod_pow(*base, *exponent, 8 * ExponentBytes, *modulus);
    if (power) { (void)power->write_bytes(output(size)); }
}
// A modulus of that many bytes: odd, or with three twos.
template <std::size_t Size, bool Even>
void modulus_input() noexcept {
    public_input();
    data.input[Size - 1] = Even ? 0x28 : 0x2b;
}

inline void sha256() noexcept { tscp::hash_traits<tscp::portable::sha256>::digest(secret(0, 150), output(32)); }

inline void hmac() noexcept {
    const tscp::hmac_key<tscp::portable::sha256> key{secret(0, 80)};
    tscp::hmac<tscp::portable::sha256>::authenticate(key, secret(80, 70), output(32));
}

inline void hkdf() noexcept {
    using kdf = tscp::hkdf<tscp::portable::sha256>;
    tscp::secret<32> prk;
    kdf::extract(secret(0, 32), secret(32, 40), prk.overwrite());
    (void)kdf::expand(prk.reveal(), tscp::bytes_of("label"), output(80));
}

inline void key_schedule() noexcept {
    using keys_type = tscp::key_schedule<tscp::portable::sha256>;
    keys_type keys;
    keys.start(secret(0, 32));
    keys.mix(secret(32, 32));
    tscp::secret<32> traffic;
    keys.derive("s hs traffic", input(32), traffic.overwrite());
    keys_type::finished_mac(traffic.reveal(), input(32), output(32));
}

// The verdict of a comparison is public: it is stored, and not branched on here. Some secrets are equal, or zero.
inline void equal_input() noexcept {
    for (std::size_t i = 0; i < 32 && (data.secret[0] & 1U) == 0; ++i) { data.secret[32 + i] = data.secret[i]; }
}
inline void zero_input() noexcept {
    for (std::size_t i = 0; i < 32 && data.secret[0] == 0; ++i) { data.secret[i] = 0; }
}
inline void compare() noexcept { data.verdict = tscp::equal_constant_time(secret(0, 32), secret(32, 32)); }
inline void compare_with_zero() noexcept { data.verdict = tscp::is_zero_constant_time(secret(0, 32)); }

inline void hex() noexcept {
    tscp::writer digits{output(64)};
    (void)tscp::write_hex(secret(0, 32), digits);
}
inline void hex_input() noexcept {
    tscp::writer digits{output(96)};
    (void)tscp::write_hex(secret(0, 48), digits);
    for (std::size_t i = 0; i < 96; ++i) { data.secret[i] = data.output[i]; }
}
// That they are digits is public.
inline void unhex() noexcept {
    tscp::writer bytes{output(48)};
    data.verdict = static_cast<std::uint32_t>(tscp::read_hex(secret(0, 96), bytes).error());
}

template <std::size_t KeySize, class Word>
void aes() noexcept {
    const tscp::portable::aes<KeySize, Word> cipher{secret(0, KeySize)};
    cipher.encrypt(secret(32, 80), output(80));
    cipher.decrypt(output(80), output(80));
}

// How many digits a number has is public, so it is not asked for; that its bytes fit is the verdict.
template <class Limb>
void decimal() noexcept {
    const auto number = tscp::classic::decimal<40, Limb>::from_bytes(secret(0, 16));
    for (std::size_t i = 0; i < 40; ++i) { data.output[i] = number->digit(i); }
    (void)number->write_bytes(byte_span{data.output}.subspan(40, 20));
}

// How many digits the sum has is public: 19 for messages of letters.
inline void checksum_input() noexcept {
    for (auto& byte : data.secret) { byte = static_cast<std::uint8_t>(0x60U | (byte & 15U)); }
}
inline void checksum() noexcept {
    tscp::classic::checksum<17, 7> sum;
    sum.update(secret(0, 100));
    tscp::writer digits{output(64)};
    (void)sum.write_to(digits);
}

// The exponent is secret, and the modulus, of 104 bits, is not.
template <bool Even>
void classic_power() noexcept {
    using integer = tscp::portable::integer<128>;
    const auto base = integer::from_bytes(input(13));
    const auto exponent = integer::from_bytes(secret(0, 1));
    const auto modulus = integer::from_bytes(byte_view{data.input}.subspan(13, 13));
    const auto power = integer::mod_pow(*base, *exponent, 8, *modulus);
    if (power) { (void)power->write_bytes(output(16)); }
}

// Whether a shared secret is zero is public. It is stored; compilers that do not optimise branch on it.
#if defined(__OPTIMIZE__)
inline constexpr unsigned stored_verdict = 0;
#else
inline constexpr unsigned stored_verdict = 1;
#endif
// Whether there is a sum, and of each of 27 digits, down to the first of the 19, whether it is zero.
inline constexpr unsigned checksum_verdicts = 1 + 27 - 19 + 1;

// A type of its own, so that no kernel stands in.
struct portable_halves : tscp::product_of_halves {};

namespace portable = tscp::portable;
using ffdhe2048 = tscp::ffdhe2048<portable::integer<2048>>;

inline constexpr primitive all[] = {
    {"chacha20_poly1305 seal", seal<portable::chacha20_poly1305>, nothing, 0},
    {"chacha20_poly1305 open", open<portable::chacha20_poly1305>, seal_input<portable::chacha20_poly1305>, 1},
    {"aes128_gcm seal", seal<portable::aes128_gcm>, nothing, 0},
    {"aes128_gcm open", open<portable::aes128_gcm>, seal_input<portable::aes128_gcm>, 1},
    {"aes256_gcm seal", seal<portable::aes256_gcm>, nothing, 0},
    {"aes256_gcm open", open<portable::aes256_gcm>, seal_input<portable::aes256_gcm>, 1},
    {"aes128_ccm seal", seal<portable::aes128_ccm>, nothing, 0},
    {"aes128_ccm open", open<portable::aes128_ccm>, seal_input<portable::aes128_ccm>, 1},
    {"aes128_ccm8 seal", seal<portable::aes128_ccm8>, nothing, 0},
    {"aes128_ccm8 open", open<portable::aes128_ccm8>, seal_input<portable::aes128_ccm8>, 1},
    {"ascon_aead128 seal", seal<portable::ascon_aead128>, nothing, 0},
    {"ascon_aead128 open", open<portable::ascon_aead128>, seal_input<portable::ascon_aead128>, 1},
    {"x25519 public value", public_value<portable::x25519>, nothing, stored_verdict},
    {"x25519 agree", agree<portable::x25519>, public_input, stored_verdict},
    {"x25519 of 32-bit words", agree<portable::basic_x25519<std::uint32_t>>, public_input, stored_verdict},
    {"x25519 of halves", agree<portable::basic_x25519<std::uint32_t, portable_halves>>, public_input, stored_verdict},
    {"x25519 of bits", agree<portable::basic_x25519<std::uint32_t, tscp::product_of_bits>>, public_input,
     stored_verdict},
    {"mod_pow odd", mod_pow<512, tscp::config::limb, 64, false>, modulus_input<64, false>, 0},
    {"mod_pow even", mod_pow<512, tscp::config::limb, 32, true>, modulus_input<64, true>, 0},
    {"mod_pow of 32-bit words", mod_pow<512, std::uint32_t, 33, false>, modulus_input<64, false>, 0},
    {"ffdhe2048 public value", public_value<ffdhe2048>, nothing, 0},
    {"ffdhe2048 agree", agree<ffdhe2048>, public_input, 0},
    {"sha256", sha256, nothing, 0},
    {"hmac", hmac, nothing, 0},
    {"hkdf", hkdf, nothing, 0},
    {"key schedule", key_schedule, public_input, 0},
    {"comparison", compare, equal_input, 0},
    {"comparison with zero", compare_with_zero, zero_input, 0},
    {"write_hex", hex, nothing, 0},
    {"read_hex", unhex, hex_input, 1},
    {"aes128 of 32-bit planes", aes<16, std::uint32_t>, nothing, 0},
    {"aes256 of 32-bit planes", aes<32, std::uint32_t>, nothing, 0},
    {"aes256 of 64-bit planes", aes<32, std::uint64_t>, nothing, 0},
    {"decimal of 16-bit limbs", decimal<std::uint16_t>, nothing, 1},
    {"decimal", decimal<tscp::config::decimal_limb>, nothing, 1},
    {"checksum", checksum, checksum_input, checksum_verdicts},
    {"classic power odd", classic_power<false>, modulus_input<26, false>, 0},
    {"classic power even", classic_power<true>, modulus_input<26, true>, 0},
};

// Leaks of each kind, on purpose.
inline volatile std::uint32_t sink = 0;
inline void leaking_branch() noexcept {
    if ((data.secret[0] & 1U) != 0) { sink = 1; }
}
inline void leaking_index() noexcept { data.output[0] = data.input[data.secret[0]]; }
// Seen by instructions.py alone: no branch and no address depends on the secret.
TSCP_NEVER_INLINE inline void leaking_division() noexcept {
    const std::uint32_t dividend = data.secret[0] * 0x10001U;
    data.output[0] = static_cast<std::uint8_t>(dividend / (data.secret[1] | 1U));
}

TSCP_NEVER_INLINE inline void leaking_product() noexcept {
    const std::uint32_t factor = data.secret[0] * 0x10001U;
    data.output[0] = static_cast<std::uint8_t>(tscp::native_product::add(factor, factor, std::uint64_t{0}) >> 32U);
}

inline constexpr primitive leaks[] = {
    {"planted branch", leaking_branch, nothing, 0},
    {"planted index", leaking_index, nothing, 0},
};

/// Fills the secret with numbers that a seed gives; seed 0 leaves most of them zero.
inline void draw_secret(std::uint32_t seed) noexcept {
    std::uint32_t state = seed * 2654435761U + 1;
    for (std::size_t i = 0; i < secret_size; ++i) {
        state ^= state << 13U;
        state ^= state >> 17U;
        state ^= state << 5U;
        data.secret[i] = static_cast<std::uint8_t>(seed == 0 && i % 8 != 7 ? 0 : state >> 11U);
    }
}

}  // namespace primitives
