// SPDX-License-Identifier: MIT
// Backends that note every secret they are given or compute. A life over them has the same bytes on the wire as one
// over the backends themselves, which is then searched.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/group/none.hpp>

#include "secret_log.hpp"

namespace wipe {

/// The log that spies write to.
inline secret_log* noted = nullptr;

inline void note_bytes(const char* name, tscp::byte_view bytes) noexcept {
    noted->add(name, bytes);
    noted->add_words(name, bytes);
}

/// All that HMAC gives under a key, and its keys as the states behind the pads. Plain hashes are of public messages.
class spied_sha256 : public tscp::portable::sha256 {
    using base = tscp::portable::sha256;

public:
    [[nodiscard]] const chaining_value& chaining() const noexcept {
        noted->add_object("state of an HMAC key", base::chaining());
        return base::chaining();
    }
    void resume(const chaining_value& value, std::uint64_t size) noexcept {
        keyed_ = true;
        base::resume(value, size);
    }
    void finish(tscp::byte_span digest) noexcept {
        base::finish(digest);
        if (keyed_) { note_bytes("output of HMAC", digest); }
        keyed_ = false;
    }

private:
    bool keyed_ = false;
};

template <class Group>
struct spied_group : Group {
    static tscp::result<void> public_value(tscp::byte_view key, tscp::byte_span out) noexcept {
        note_key(key);
        return Group::public_value(key, out);
    }
    static tscp::result<void> agree(tscp::byte_view key, tscp::byte_view peer, tscp::byte_span out) noexcept {
        note_key(key);
        const auto done = Group::agree(key, peer, out);
        note_bytes("shared secret", out);
        noted->add_number("shared secret as a number", out);
        if constexpr (Group::shared_size == sizeof(tscp::detail::ffdhe2048_facts::prime)) { note_montgomery_form(out); }
        return done;
    }

private:
    // That of ffdhe2048 as Montgomery's method has it.
    static void note_montgomery_form(tscp::byte_view shared) noexcept {
        using limb = tscp::config::limb;
        constexpr std::size_t count = Group::shared_size / sizeof(limb);
        using number = tscp::portable::detail::limbs<limb, count>;
        const auto number_of = [](tscp::byte_view bytes) noexcept {
            number value;
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                value[i / sizeof(limb)] |= static_cast<limb>(bytes[bytes.size() - 1 - i]) << (8 * (i % sizeof(limb)));
            }
            return value;
        };
        const tscp::portable::detail::odd_ring<limb, count, tscp::constant_time_product> ring{
            number_of(tscp::byte_view{tscp::detail::ffdhe2048_facts::prime})};
        noted->add_object("shared secret in Montgomery form", ring.enter(number_of(shared)));
    }

    static void note_key(tscp::byte_view key) noexcept {
        note_bytes("private key", key);
        noted->add_number("private key as a number", key);
    }
};

template <class Aead>
class spied_aead : public Aead {
public:
    explicit spied_aead(tscp::byte_view key) noexcept : Aead{key} {
        std::memcpy(key_, key.data(), Aead::key_size);
        if (tscp::is_zero_constant_time(key)) { return; }  // no key: an empty slot
        note_bytes("key of the AEAD", key);
        if constexpr (is_aes) { note_round_keys(key); }
    }
    spied_aead(tscp::relocate_t relocate, spied_aead& from) noexcept : Aead{relocate, from} {
        std::memcpy(key_, from.key_, Aead::key_size);
    }
    spied_aead(const spied_aead&) = delete;
    spied_aead& operator=(const spied_aead&) = delete;
    ~spied_aead() = default;

    void seal(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view plaintext,
              tscp::byte_span out) const noexcept {
        if constexpr (is_chacha) { note_one_time_key(nonce); }
        Aead::seal(nonce, aad, plaintext, out);
    }
    [[nodiscard]] bool open(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view sealed,
                            tscp::byte_span out) const noexcept {
        if constexpr (is_chacha) { note_one_time_key(nonce); }
        return Aead::open(nonce, aad, sealed, out);
    }

private:
    static constexpr bool is_chacha = std::is_same_v<Aead, tscp::portable::chacha20_poly1305>;
    static constexpr bool is_aes = !is_chacha && !std::is_same_v<Aead, tscp::portable::ascon_aead128>;

    // r and s of Poly1305, and the words that r is kept as.
    void note_one_time_key(tscp::byte_view nonce) const noexcept {
        tscp::portable::detail::chacha20 stream{tscp::byte_view{key_, 32}, nonce, 0};
        std::array<std::uint32_t, 8> words{};
        std::memcpy(words.data(), stream.next_block(), sizeof words);
        noted->add_object("r and s of Poly1305", words);
        for (std::size_t i = 0; i < 4; ++i) { words[i] &= i == 0 ? 0x0fffffffU : 0x0ffffffcU; }
        noted->add_object("r of Poly1305", words);
        if constexpr (sizeof(tscp::config::limb) == 8) {
            std::uint64_t high = 0;
            std::memcpy(&high, &words[2], sizeof high);
            noted->add_object("5/4 of the upper half of r", (high >> 2U) * 5U);
        } else {
            std::uint32_t multiples[3];
            for (std::size_t i = 0; i < 3; ++i) { multiples[i] = (words[1 + i] >> 2U) * 5U; }
            noted->add_object("5/4 of words of r", multiples);
        }
    }

    // The round keys as bytes and as bit planes, and the key of GHASH.
    static void note_round_keys(tscp::byte_view key) noexcept {
        using aes = tscp::portable::aes<Aead::key_size>;
        using planes = tscp::portable::detail::aes_planes<tscp::config::limb>;
        const aes cipher{key};
        static_assert(sizeof(aes) % 16 == 0);
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(&cipher);
        noted->add_object("round keys of AES", cipher);
        for (std::size_t at = 0; at < sizeof(aes); at += 16) {
            noted->add_object("round key in bit planes", planes::repeat(tscp::byte_view{bytes + at, 16}),
                              secret_log::wide_window);
        }
        std::uint8_t zero[16] = {};
        cipher.encrypt(zero, zero);
        note_bytes("key of GHASH", zero);
        for (std::uint8_t& byte : zero) {
            unsigned turned = 0;
            for (unsigned bit = 0; bit < 8; ++bit) { turned |= (byte >> bit & 1U) << (7 - bit); }
            byte = static_cast<std::uint8_t>(turned);
        }
        noted->add("key of GHASH with turned bits", zero);
    }

    std::uint8_t key_[Aead::key_size];
};

/// The backends of a life: those that note, or those that are searched.
template <bool Spied>
struct backends {
    using hash = std::conditional_t<Spied, spied_sha256, tscp::portable::sha256>;
    template <class Group>
    using group = std::conditional_t<Spied, spied_group<Group>, Group>;
    template <class Aead>
    using aead = std::conditional_t<Spied, spied_aead<Aead>, Aead>;
};

}  // namespace wipe
