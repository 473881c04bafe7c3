// SPDX-License-Identifier: MIT
// GHASH, NIST SP 800-38D section 6.4, without tables: carry-less products by integer multiplication of spread-out bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// No time or address depends on the key or the data, where `Product` takes a constant time.
template <class Product = constant_time_product>
class basic_ghash {
public:
    static constexpr std::size_t block_size = 16;

    /// Precondition: the key, the encryption of a zero block, has 16 bytes.
    explicit basic_ghash(byte_view key) noexcept {
        for (std::size_t i = 0; i < 4; ++i) { s_.key[i] = read_word(key.subspan(4 * i, 4).data()); }
    }
    basic_ghash(const basic_ghash&) = delete;
    basic_ghash& operator=(const basic_ghash&) = delete;
    ~basic_ghash() { wipe_object(s_); }

    /// Appends bytes, and zeros up to a whole block.
    void update_padded(byte_view bytes) noexcept {
        for (std::size_t done = 0; done < bytes.size(); done += block_size) {
            const std::size_t left = bytes.size() - done;
            std::array<std::uint8_t, block_size> block{};
            const wiped_at_exit wipe_block{block};
            copy_bytes(bytes.subspan(done, left < block_size ? left : block_size), block);
            for (std::size_t i = 0; i < 4; ++i) { s_.sum[i] ^= read_word(block.data() + 4 * i); }
            multiply();
        }
    }

    /// Writes the 16-byte value.
    void finish(byte_span out) const noexcept {
        for (std::size_t i = 0; i < 4; ++i) {
            write_little_endian32(reverse_bits_of_bytes(s_.sum[i]), out.subspan(4 * i, 4).data());
        }
    }

private:
    // Bit i of word j is the coefficient of x^(32j+i): GCM's order with the bits of every byte turned around.
    using words = std::array<std::uint32_t, 4>;

    // The bits of each byte in the opposite order.
    static std::uint32_t reverse_bits_of_bytes(std::uint32_t w) noexcept {
        w = (w & 0xf0f0f0f0U) >> 4U | (w & 0x0f0f0f0fU) << 4U;
        w = (w & 0xccccccccU) >> 2U | (w & 0x33333333U) << 2U;
        return (w & 0xaaaaaaaaU) >> 1U | (w & 0x55555555U) << 1U;
    }

    static std::uint32_t read_word(const std::uint8_t* bytes) noexcept {
        return reverse_bits_of_bytes(read_little_endian32(bytes));
    }

    // The carry-less product of two words. Where wide products are slow it is made of two low halves: the upper half is
    // the lower one of the words with their bits in the opposite order, in that order and shifted by one.
    static std::uint64_t product(std::uint32_t x, std::uint32_t y) noexcept {
        if constexpr (std::is_same_v<Product, native_product>) {
            return spread_product<std::uint64_t>(x, y);
        } else {
            const std::uint32_t high = reverse_bits(spread_product<std::uint32_t>(reverse_bits(x), reverse_bits(y)));
            return static_cast<std::uint64_t>(high >> 1U) << 32U | spread_product<std::uint32_t>(x, y);
        }
    }

    static std::uint32_t reverse_bits(std::uint32_t w) noexcept {
        w = reverse_bits_of_bytes(w);
        return w << 24U | (w & 0xff00U) << 8U | (w >> 8U & 0xff00U) | w >> 24U;
    }

    // The carry-less product, or its lower half. Every fourth bit is taken alone, so a column sums at most 8 ones,
    // which fit the three bits above it; those are masked away.
    template <class Result>
    TSCP_NEVER_INLINE_IF_SMALL static Result spread_product(std::uint32_t x, std::uint32_t y) noexcept {
        constexpr auto every_fourth = static_cast<Result>(0x1111111111111111U);
        Result sum = 0;
        for (unsigned column = 0; column < 4; ++column) {
            Result part = 0;
            for (unsigned i = 0; i < 4; ++i) {
                const std::uint32_t a = x & static_cast<std::uint32_t>(every_fourth << i);
                const std::uint32_t b = y & static_cast<std::uint32_t>(every_fourth << ((column + 4 - i) % 4));
                if constexpr (sizeof(Result) == sizeof(a)) {
                    part ^= Product::low(a, b);
                } else {
                    part ^= Product::add(a, b, Result{0});
                }
            }
            sum |= part & static_cast<Result>(every_fourth << column);
        }
        return sum;
    }

    // sum = sum · key modulo x^128 + x^7 + x^2 + x + 1.
    void multiply() noexcept {
        std::array<std::uint32_t, 8> wide{};
        const wiped_at_exit wipe_wide{wide};
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j < 4; ++j) {
                const std::uint64_t p = product(s_.sum[i], s_.key[j]);
                wide[i + j] ^= static_cast<std::uint32_t>(p);
                wide[i + j + 1] ^= static_cast<std::uint32_t>(p >> 32U);
            }
        }
        // x^(128 + k) is x^(k + 7) + x^(k + 2) + x^(k + 1) + x^k: the upper words come down, the highest first.
        for (std::size_t i = 7; i >= 4; --i) {
            const std::uint64_t w = wide[i];
            const std::uint64_t down = w ^ w << 1U ^ w << 2U ^ w << 7U;
            wide[i - 4] ^= static_cast<std::uint32_t>(down);
            wide[i - 3] ^= static_cast<std::uint32_t>(down >> 32U);
        }
        for (std::size_t i = 0; i < 4; ++i) { s_.sum[i] = wide[i]; }
    }

    struct state {
        words key;
        words sum;
    };
    state s_{};
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
