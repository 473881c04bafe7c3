// SPDX-License-Identifier: MIT
// ChaCha20, RFC 8439 section 2.3 and 2.4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/backend/portable/kernels/chip_kernel.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

using chacha20_words = std::uint32_t[16];

/// The block function for every chip, and what kernels are tested against.
class plain_chacha20 {
public:
    /// Section 2.3.1: the state after 20 rounds, plus the state as it was, which stays.
    static void block(chacha20_words& out, chacha20_words& state) noexcept {
        // The key's words are read where they lie, twice: a compiler that kept them would keep them on the stack.
        config::object_barrier(state);
        for (std::size_t i = 0; i < 16; ++i) { out[i] = state[i]; }
        for (int i = 0; i < 10; ++i) { double_round(out); }
        config::object_barrier(state);
        for (std::size_t i = 0; i < 16; ++i) { out[i] += state[i]; }
    }

private:
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

    static void double_round(chacha20_words& w) noexcept {
        for (std::size_t turn = 0; turn < 2; ++turn) {
            for (std::size_t i = 0; i < 4; ++i) {
                quarter_round(w[i], w[4 + (i + turn) % 4], w[8 + (i + 2 * turn) % 4], w[12 + (i + 3 * turn) % 4]);
            }
        }
    }
};

template <class Kernel>
struct kernel_chacha20 {
    static void block(chacha20_words& out, chacha20_words& state) noexcept { Kernel::block(out, state); }
};

using chacha20_block = std::conditional_t<chip_chacha20::available, kernel_chacha20<chip_chacha20>, plain_chacha20>;

/// A keystream in blocks of 64 bytes. No time or address depends on the key.
class chacha20 {
public:
    static constexpr std::size_t block_size = 64;
    using words = chacha20_words;

    /// Preconditions: a key of 32 bytes, a nonce of 12.
    chacha20(byte_view key, byte_view nonce, std::uint32_t counter) noexcept {
        for (std::size_t i = 0; i < 4; ++i) { state_[i] = constants[i]; }
        for (std::size_t i = 0; i < 8; ++i) { state_[4 + i] = read_little_endian32(key.subspan(4 * i, 4).data()); }
        state_[12] = counter;
        for (std::size_t i = 0; i < 3; ++i) { state_[13 + i] = read_little_endian32(nonce.subspan(4 * i, 4).data()); }
    }
    chacha20(const chacha20&) = delete;
    chacha20& operator=(const chacha20&) = delete;
    ~chacha20() {
        wipe_object(state_);
        wipe_object(block_);
    }

    /// The keystream's next block, as little-endian words. The reference is good until the next call.
    TSCP_NEVER_INLINE_IF_SMALL const words& next_block() noexcept {
        chacha20_block::block(block_, state_);
        ++state_[12];
        return block_;
    }

    /// Writes `in` XOR the keystream from its next block on. Precondition: `out` is at least as long, and is the same
    /// memory or does not overlap.
    void apply(byte_view in, byte_span out) noexcept {
        for (std::size_t i = 0; i < in.size(); ++i) {
            if (i % block_size == 0) { (void)next_block(); }
            out.data()[i] = static_cast<std::uint8_t>(in.data()[i] ^ config::byte_of(block_, i % block_size));
        }
    }

private:
    static constexpr std::uint32_t constants[4] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    words state_;
    words block_;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
