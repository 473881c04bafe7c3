// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4 sections 5 and 6.2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

namespace detail {

// FIPS 180-4 section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
inline constexpr std::uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

[[nodiscard]] constexpr std::uint32_t rotate_right(std::uint32_t word, unsigned count) noexcept {
    return (word >> count) | (word << (32U - count));
}

/// A base, so that a copy writes its fields at once, without zeros before.
struct sha256_fields {
    std::array<std::uint32_t, 8> chaining_;
    std::array<std::uint32_t, 16> block_;  // a word is whole once its four bytes were shifted in
    std::uint64_t length_;
};

}  // namespace detail

/// The hash of a message given piece by piece. No time or address depends on the message's bytes.
class sha256 : detail::sha256_fields {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    /// What a whole number of blocks is hashed to: section 6.2.2, H(i).
    using chaining_value = std::array<std::uint32_t, 8>;

    sha256() noexcept { start(); }
    // NOLINTNEXTLINE(bugprone-copy-constructor-init): copy writes every field
    sha256(const sha256& other) noexcept { copy(other); }
    sha256& operator=(const sha256& other) noexcept {
        copy(other);
        return *this;
    }
    ~sha256() { config::zeroize(this, sizeof *this); }

    /// Appends to the message; the whole message may have up to 2^61 − 1 bytes.
    void update(byte_view message) noexcept {
        for (const std::uint8_t byte : message) { append(byte); }
    }

    /// Writes the digest; the object is then the empty message again. Precondition: 32 bytes.
    void finish(byte_span digest) noexcept {
        // Section 5.1.1: a one bit, then zeros up to the last eight bytes of a block, which hold the length in bits.
        const std::uint64_t bits = length_ << 3U;
        append(0x80);
        while (length_ % block_size != block_size - 8) { append(0); }
        block_[14] = static_cast<std::uint32_t>(bits >> 32U);
        block_[15] = static_cast<std::uint32_t>(bits);
        compress();
        for (std::size_t i = 0; i < chaining_.size(); ++i) {
            write_big_endian32(chaining_[i], digest.subspan(4 * i, 4).data());
        }
        start();
    }

    /// The chaining value of the message so far. Precondition: a whole number of blocks.
    [[nodiscard]] const chaining_value& chaining() const noexcept { return chaining_; }
    /// Goes on from a message of `size` bytes whose chaining value this is. Precondition: `size` is a multiple of
    /// block_size.
    TSCP_NEVER_INLINE_IF_SMALL void resume(const chaining_value& value, std::uint64_t size) noexcept {
        chaining_ = value;
        length_ = size;
    }

private:
    // Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
    static constexpr chaining_value empty_message = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

    TSCP_NEVER_INLINE_IF_SMALL void copy(const sha256& other) noexcept {
        for (std::size_t i = 0; i < block_.size(); ++i) { block_[i] = other.block_[i]; }
        resume(other.chaining_, other.length_);
    }

    TSCP_NEVER_INLINE_IF_SMALL void start() noexcept {
        wipe_object(block_);
        resume(empty_message, 0);
    }

    void append(std::uint8_t byte) noexcept {
        std::uint32_t& word = block_[length_ % block_size / 4];
        word = word << 8U | byte;
        ++length_;
        if (length_ % block_size == 0) { compress(); }
    }

    // Section 6.2.2. The block becomes the message schedule, in a ring of sixteen words.
    TSCP_NEVER_INLINE void compress() noexcept {
        using detail::rotate_right;
        std::array<std::uint32_t, 16>& w = block_;
        auto [a, b, c, d, e, f, g, h] = chaining_;
        config::object_barrier(chaining_);  // or a compiler may keep all eight words on the stack
        const std::uint32_t* constant = detail::sha256_constants;
        for (unsigned rounds = 16;; rounds += 16) {
            for (const std::uint32_t word : w) {
                h += (rotate_right(e, 6) ^ rotate_right(e, 11) ^ rotate_right(e, 25)) + (((f ^ g) & e) ^ g) +
                     *constant++ + word;
                d += h;
                h += (rotate_right(a, 2) ^ rotate_right(a, 13) ^ rotate_right(a, 22)) + ((a & b) | (c & (a | b)));
                const std::uint32_t next = h;
                h = g;
                g = f;
                f = e;
                e = d;
                d = c;
                c = b;
                b = a;
                a = next;
            }
            if (rounds == 64) { break; }
            for (std::size_t i = 0; i < 16; ++i) {
                const std::uint32_t x = w[(i + 1) % 16];
                const std::uint32_t y = w[(i + 14) % 16];
                w[i] += (rotate_right(x, 7) ^ rotate_right(x, 18) ^ (x >> 3U)) + w[(i + 9) % 16] +
                        (rotate_right(y, 17) ^ rotate_right(y, 19) ^ (y >> 10U));
            }
        }
        const chaining_value s = {a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) { chaining_[i] += s[i]; }
    }
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
