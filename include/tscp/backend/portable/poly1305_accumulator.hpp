// SPDX-License-Identifier: MIT
// The accumulator of Poly1305, RFC 8439 section 2.5: for each block it is added to, and multiplied by r.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/backend/portable/kernels/chip_kernel.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Words, the lowest first, as one limb.
template <class Limb>
[[nodiscard]] Limb join_words(const std::uint32_t* words) noexcept {
    if constexpr (sizeof(Limb) == sizeof(std::uint32_t)) {
        return *words;
    } else {
        return static_cast<Limb>(words[1]) << 32U | words[0];
    }
}

/// value / 4 · 5 without the lowest two bits: 2^130 is 5 modulo p = 2^130 − 5.
template <class Limb>
[[nodiscard]] constexpr Limb times_five_quarters(Limb value) noexcept {
    return (value >> 2U) + (value & ~Limb{3});
}

/// For every chip, and what kernels are tested against. Plain data: its owner wipes it.
template <class Limb, class Product>
class plain_accumulator1305 {
    using wide = typename config::wide_of<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 128 / bits;

public:
    /// The lowest limb first. It stands for its remainder modulo p, and the highest limb is below 8.
    std::array<Limb, count + 1> sum;

    /// Zero, and r from the key's first four words: section 2.5.1. All limbs of r but the lowest are multiples of 4,
    /// and the highest four bits of each are 0, like those of its words.
    void start(const std::uint32_t* key) noexcept {
        auto mask = static_cast<Limb>(0x0ffffffc0fffffffU);
        for (std::size_t i = 0; i < count; ++i) {
            const Limb r = join_words<Limb>(key + i * sizeof(Limb) / 4) & mask;
            key_[count - 1 + i] = r;
            if (i != 0) { key_[i - 1] = times_five_quarters(r); }
            sum[i] = 0;
            mask = static_cast<Limb>(0x0ffffffc0ffffffcU);
        }
        sum[count] = 0;
    }

    /// sum = (sum + block + 2^128) · r.
    //
    // 2^128 times a limb of r but the lowest is 5/4 of it: `key_` holds those, and then r, so that a column of the
    // product is the sum of the limbs of `factor_` times a run of key_'s backwards.
    // A limb of r is below 2^(bits − 4) and 5/4 of it below 1.25 · 2^(bits − 4), `top` is at most 9: a column's
    // products are below (1.25 · count + 1) · 2^(2 · bits − 4), at most 6 / 16 of what `wide` holds, and the carry fits
    // beside them.
    void add_block(const std::uint8_t* block) noexcept {
        wide column = 0;
        for (std::size_t i = 0; i < count; ++i) {
            column += static_cast<wide>(sum[i]) + read_little_endian_word<Limb>(block + i * sizeof(Limb));
            factor_[i] = static_cast<Limb>(column);
            column >>= bits;
        }
        const Limb top = sum[count] + 1 + static_cast<Limb>(column);
        const Limb lowest = key_[count - 1];
        column = Product::add(top, times_five_quarters(lowest), 0);
        for (std::size_t i = 0; i < count; ++i) {
            if (i != 0) { column = Product::add(top, key_[i - 1], column); }
            for (std::size_t j = 0; j < count; ++j) {
                column = Product::add(factor_[j], key_[count - 1 + i - j], column);
            }
            sum[i] = static_cast<Limb>(column);
            column >>= bits;
        }
        // The bits from 2^130 on come back five times.
        const Limb over = static_cast<Limb>(column) + Product::low(top, lowest & 3U);
        column = times_five_quarters(over);
        for (std::size_t i = 0; i < count; ++i) {
            column += sum[i];
            sum[i] = static_cast<Limb>(column);
            column >>= bits;
        }
        sum[count] = (over & 3U) + static_cast<Limb>(column);
    }

private:
    std::array<Limb, 2 * count - 1> key_;
    std::array<Limb, count> factor_;
};

/// The same by a kernel.
template <class Kernel>
class kernel_accumulator1305 {
public:
    std::array<std::uint32_t, 5> sum;

    void start(const std::uint32_t* key) noexcept {
        std::uint32_t mask = 0x0fffffff;
        for (std::size_t i = 0; i < 4; ++i) {
            r_[i] = key[i] & mask;
            sum[i] = 0;
            mask &= ~std::uint32_t{3};
        }
        sum[4] = 0;
    }

    void add_block(const std::uint8_t* block) noexcept {
        for (std::size_t i = 0; i < 4; ++i) { product_[i] = read_little_endian32(block + 4 * i); }
        Kernel::add(sum.data(), product_.data());
        Kernel::multiply(sum.data(), r_.data(), product_.data());
    }

private:
    std::array<std::uint32_t, 4> r_;
    std::array<std::uint32_t, 8> product_;
};

template <class Limb, class Product>
using accumulator1305 = std::conditional_t<takes_kernels<Limb, Product> && chip_poly1305::available,
                                           kernel_accumulator1305<chip_poly1305>, plain_accumulator1305<Limb, Product>>;

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
