// SPDX-License-Identifier: MIT
// The compression function of SHA-256, FIPS 180-4 section 6.2.2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/backend/portable/kernels/chip_kernel.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

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

using sha256_chaining_value = std::array<std::uint32_t, 8>;
using sha256_block = std::array<std::uint32_t, 16>;

/// For every chip, and what kernels are tested against.
struct plain_sha256 {
    /// Takes a block into the chaining value. The block becomes the message schedule, in a ring of sixteen words.
    TSCP_NEVER_INLINE static void compress(sha256_chaining_value& chaining, sha256_block& w) noexcept {
        auto [a, b, c, d, e, f, g, h] = chaining;
        config::object_barrier(chaining);  // or a compiler may keep all eight words on the stack
        const std::uint32_t* constant = sha256_constants;
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
        const sha256_chaining_value s = {a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) { chaining[i] += s[i]; }
    }
};

template <class Kernel>
struct kernel_sha256 {
    static void compress(sha256_chaining_value& chaining, sha256_block& block) noexcept {
        Kernel::compress(chaining.data(), block.data(), sha256_constants);
    }
};

using sha256_compression = std::conditional_t<chip_sha256::available, kernel_sha256<chip_sha256>, plain_sha256>;

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
