// SPDX-License-Identifier: MIT
// Poly1305, RFC 8439 section 2.5: a one-time authenticator, modulo p = 2^130 − 5.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// In five limbs of 26 bits, whose products and sums fit 64. No time or address depends on key or message.
class poly1305 {
public:
    static constexpr std::size_t block_size = 16;

    /// Precondition: a key of 32 bytes that authenticates one message.
    explicit poly1305(byte_view key) noexcept {
        // Section 2.5.1: some bits of r are zero.
        const std::uint32_t w[4] = {read_word(key, 0) & 0x0fffffffU, read_word(key, 4) & 0x0ffffffcU,
                                    read_word(key, 8) & 0x0ffffffcU, read_word(key, 12) & 0x0ffffffcU};
        s_.r = split(w[0], w[1], w[2], w[3], 0);
        for (std::size_t i = 0; i < 4; ++i) { s_.pad[i] = read_word(key, 16 + 4 * i); }
    }
    poly1305(const poly1305&) = delete;
    poly1305& operator=(const poly1305&) = delete;
    ~poly1305() { wipe_object(s_); }

    /// Appends bytes, and zeros up to a whole block: the form of RFC 8439 section 2.8.
    void update_padded(byte_view bytes) noexcept {
        for (std::size_t done = 0; done < bytes.size(); done += block_size) {
            const std::size_t left = bytes.size() - done;
            if (left >= block_size) {
                add_block(bytes.data() + done);
            } else {
                std::array<std::uint8_t, block_size> block{};
                const wiped_at_exit wipe_block{block};
                copy_bytes(bytes.subspan(done), block);
                add_block(block.data());
            }
        }
    }

    /// Writes the 16-byte tag; the object is spent.
    void finish(byte_span tag) noexcept {
        carry_through();
        carry_through();
        limbs& h = s_.h;
        // h − p, where that is not negative.
        limbs g;
        std::uint32_t carry = 5;
        for (std::size_t i = 0; i < 5; ++i) {
            g[i] = h[i] + carry;
            carry = g[i] >> 26U;
            g[i] &= mask26;
        }
        const wiped_at_exit wipe_difference{g};
        const std::uint32_t reduce = config::value_barrier(std::uint32_t{0} - carry);
        for (std::size_t i = 0; i < 5; ++i) { h[i] = (h[i] & ~reduce) | (g[i] & reduce); }

        const std::uint32_t words[4] = {h[0] | h[1] << 26U, h[1] >> 6U | h[2] << 20U, h[2] >> 12U | h[3] << 14U,
                                        h[3] >> 18U | h[4] << 8U};
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            sum += static_cast<std::uint64_t>(words[i]) + s_.pad[i];
            for (std::size_t j = 0; j < 4; ++j) { tag[4 * i + j] = static_cast<std::uint8_t>(sum >> (8 * j)); }
            sum >>= 32U;
        }
    }

private:
    using limbs = std::array<std::uint32_t, 5>;
    static constexpr std::uint32_t mask26 = 0x03ffffff;

    static std::uint32_t read_word(byte_view bytes, std::size_t at) noexcept {
        return read_word(bytes.subspan(at, 4).data());
    }
    static std::uint32_t read_word(const std::uint8_t* bytes) noexcept {
        return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
               static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
    }

    static limbs split(std::uint32_t w0, std::uint32_t w1, std::uint32_t w2, std::uint32_t w3,
                       std::uint32_t top) noexcept {
        return {w0 & mask26, (w0 >> 26U | w1 << 6U) & mask26, (w1 >> 20U | w2 << 12U) & mask26,
                (w2 >> 14U | w3 << 18U) & mask26, w3 >> 8U | top << 24U};
    }

    void carry_through() noexcept {
        limbs& h = s_.h;
        std::uint32_t carry = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            h[i] += carry;
            carry = h[i] >> 26U;
            h[i] &= mask26;
        }
        h[0] += carry * 5;
    }

    // h = (h + block + 2^128) · r. The limbs of h stay below 2^27 and those of r below 2^26, so each of the five
    // products of a sum is below 2^53 · 5, and the sum below 2^58.
    void add_block(const std::uint8_t* block) noexcept {
        const limbs m = split(read_word(block), read_word(block + 4), read_word(block + 8), read_word(block + 12), 1);
        limbs& h = s_.h;
        const limbs& r = s_.r;
        for (std::size_t i = 0; i < 5; ++i) { h[i] += m[i]; }
        std::array<std::uint64_t, 5> d{};
        for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t j = 0; j < 5; ++j) {
                const std::uint64_t product = static_cast<std::uint64_t>(h[j]) * r[(i + 5 - j) % 5];
                d[i] += j > i ? product * 5 : product;
            }
        }
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            d[i] += carry;
            carry = d[i] >> 26U;
            h[i] = static_cast<std::uint32_t>(d[i]) & mask26;
        }
        carry = carry * 5 + h[0];
        h[0] = static_cast<std::uint32_t>(carry) & mask26;
        h[1] += static_cast<std::uint32_t>(carry >> 26U);
    }

    struct state {
        limbs r;
        limbs h;
        std::array<std::uint32_t, 4> pad;
    };
    state s_{};
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
