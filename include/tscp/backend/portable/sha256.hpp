// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4 sections 5 and 6.2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
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

}  // namespace detail

/// The hash of a message given piece by piece. No time or address depends on the message's bytes.
class sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    sha256() noexcept = default;
    sha256(const sha256&) noexcept = default;
    sha256& operator=(const sha256&) noexcept = default;
    ~sha256() {
        wipe_object(state_);
        wipe_object(block_);
    }

    /// Appends to the message; the whole message may have up to 2^61 − 1 bytes.
    void update(byte_view message) noexcept {
        std::size_t used = static_cast<std::size_t>(length_ % block_size);
        length_ += message.size();
        for (const std::uint8_t byte : message) {
            block_[used++] = byte;
            if (used == block_size) {
                compress();
                used = 0;
            }
        }
    }

    /// Writes the digest; the object is then the empty message again. Precondition: 32 bytes.
    void finish(byte_span digest) noexcept {
        const std::uint64_t bits = length_ * 8;
        pad();
        for (std::size_t i = 0; i < 8; ++i) { block_[block_size - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i)); }
        compress();
        for (std::size_t i = 0; i < digest_size; ++i) {
            digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
        }
        *this = sha256{};
    }

    /// What is left of a message of whole blocks: the words of section 6.2.
    using chaining_value = std::array<std::uint32_t, 8>;
    /// Precondition: whole blocks so far.
    [[nodiscard]] const chaining_value& chaining() const noexcept { return state_; }
    /// Goes on from a message of `size` bytes, whole blocks, that left `value`.
    void resume(const chaining_value& value, std::uint64_t size) noexcept {
        state_ = value;
        length_ = size;
    }

private:
    // Section 5.1.1: a one bit, then zeros up to the last eight bytes of a block.
    void pad() noexcept {
        std::size_t used = static_cast<std::size_t>(length_ % block_size);
        block_[used++] = 0x80;
        if (used > block_size - 8) {
            while (used < block_size) { block_[used++] = 0; }
            compress();
            used = 0;
        }
        while (used < block_size - 8) { block_[used++] = 0; }
    }

    // Section 6.2.2, with the message schedule in a ring of sixteen words.
    void compress() noexcept {
        using detail::rotate_right;
        std::array<std::uint32_t, 16> w;
        const wiped_at_exit wipe_schedule{w};
        for (std::size_t i = 0; i < 16; ++i) {
            w[i] = static_cast<std::uint32_t>(block_[4 * i]) << 24U |
                   static_cast<std::uint32_t>(block_[4 * i + 1]) << 16U |
                   static_cast<std::uint32_t>(block_[4 * i + 2]) << 8U | static_cast<std::uint32_t>(block_[4 * i + 3]);
        }
        std::array<std::uint32_t, 8> s = state_;
        const wiped_at_exit wipe_working{s};
        for (std::size_t t = 0; t < 64; ++t) {
            if (t >= 16) {
                const std::uint32_t near = w[(t - 15) % 16];
                const std::uint32_t far = w[(t - 2) % 16];
                w[t % 16] += (rotate_right(near, 7) ^ rotate_right(near, 18) ^ (near >> 3U)) + w[(t - 7) % 16] +
                             (rotate_right(far, 17) ^ rotate_right(far, 19) ^ (far >> 10U));
            }
            const std::uint32_t t1 = s[7] + (rotate_right(s[4], 6) ^ rotate_right(s[4], 11) ^ rotate_right(s[4], 25)) +
                                     ((s[4] & s[5]) ^ (~s[4] & s[6])) + detail::sha256_constants[t] + w[t % 16];
            const std::uint32_t t2 = (rotate_right(s[0], 2) ^ rotate_right(s[0], 13) ^ rotate_right(s[0], 22)) +
                                     ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
            for (std::size_t i = 7; i > 0; --i) { s[i] = s[i - 1]; }
            s[4] += t1;
            s[0] = t1 + t2;
        }
        for (std::size_t i = 0; i < 8; ++i) { state_[i] += s[i]; }
    }

    // Section 5.3.3: the first 32 bits of the fractional parts of the square roots of the first eight primes.
    std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, block_size> block_{};
    std::uint64_t length_ = 0;
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
