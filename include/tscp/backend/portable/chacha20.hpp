// SPDX-License-Identifier: MIT
// ChaCha20, RFC 8439 section 2.3 and 2.4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// A keystream in blocks of 64 bytes. No time or address depends on the key.
class chacha20 {
public:
    static constexpr std::size_t block_size = 64;

    /// Preconditions: a key of 32 bytes, a nonce of 12.
    chacha20(byte_view key, byte_view nonce, std::uint32_t counter) noexcept {
        state_[0] = 0x61707865;
        state_[1] = 0x3320646e;
        state_[2] = 0x79622d32;
        state_[3] = 0x6b206574;
        for (std::size_t i = 0; i < 8; ++i) { state_[4 + i] = read_word(key.subspan(4 * i, 4)); }
        state_[12] = counter;
        for (std::size_t i = 0; i < 3; ++i) { state_[13 + i] = read_word(nonce.subspan(4 * i, 4)); }
    }
    chacha20(const chacha20&) = delete;
    chacha20& operator=(const chacha20&) = delete;
    ~chacha20() { wipe_object(state_); }

    /// Writes the next block's first bytes XOR `in`, as many as `in` has, at most 64.
    void apply(byte_view in, byte_span out) noexcept {
        words block = state_;
        const wiped_at_exit wipe_block{block};
        for (int i = 0; i < 10; ++i) { double_round(block); }
        for (std::size_t i = 0; i < 16; ++i) { block[i] += state_[i]; }
        ++state_[12];
        for (std::size_t i = 0; i < in.size(); ++i) {
            out.data()[i] = static_cast<std::uint8_t>(in.data()[i] ^ (block[i / 4] >> (8 * (i % 4))));
        }
    }

private:
    using words = std::array<std::uint32_t, 16>;

    static std::uint32_t read_word(byte_view bytes) noexcept {
        return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U |
               static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
    }

    static constexpr std::uint32_t rotate_left(std::uint32_t word, unsigned count) noexcept {
        return (word << count) | (word >> (32U - count));
    }

    static void quarter_round(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c, std::uint32_t& d) noexcept {
        a += b;
        d = rotate_left(d ^ a, 16);
        c += d;
        b = rotate_left(b ^ c, 12);
        a += b;
        d = rotate_left(d ^ a, 8);
        c += d;
        b = rotate_left(b ^ c, 7);
    }

    static void double_round(words& w) noexcept {
        for (std::size_t i = 0; i < 4; ++i) { quarter_round(w[i], w[4 + i], w[8 + i], w[12 + i]); }
        for (std::size_t i = 0; i < 4; ++i) {
            quarter_round(w[i], w[4 + (i + 1) % 4], w[8 + (i + 2) % 4], w[12 + (i + 3) % 4]);
        }
    }

    words state_;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
