// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4 sections 5 and 6.2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/sha256_compression.hpp>
#include <tscp/concepts/yield.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

namespace detail {

/// A base, so that a copy writes its fields at once, without zeros before.
struct sha256_fields {
    sha256_chaining_value chaining_;
    sha256_block block_;  // a word is whole once its four bytes were shifted in
    std::uint64_t length_;
};

}  // namespace detail

/// The hash of a message given piece by piece. No time or address depends on the message's bytes. It calls `Yield`
/// before each compression and after it: what else is done with a block takes nearly as long on small chips.
template <class Yield = no_yield>
class basic_sha256 : detail::sha256_fields {
    static_assert(require_yield<Yield>());

public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    /// What a whole number of blocks is hashed to: section 6.2.2, H(i).
    using chaining_value = detail::sha256_chaining_value;

    basic_sha256() noexcept { start(); }
    // NOLINTNEXTLINE(bugprone-copy-constructor-init): copy writes every field
    basic_sha256(const basic_sha256& other) noexcept { copy(other); }
    basic_sha256& operator=(const basic_sha256& other) noexcept {
        copy(other);
        return *this;
    }
    ~basic_sha256() { config::zeroize(this, sizeof *this); }

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

    TSCP_NEVER_INLINE_IF_SMALL void copy(const basic_sha256& other) noexcept {
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

    TSCP_NEVER_INLINE_IF_SMALL void compress() noexcept {
        (Yield::yield)();
        detail::sha256_compression::compress(chaining_, block_);
        (Yield::yield)();
    }
};

using sha256 = basic_sha256<>;

/// SHA-256 on a chip that must not compute for long without a break.
template <class Yield>
using yielding_sha256 = basic_sha256<Yield>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
