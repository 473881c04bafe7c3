// SPDX-License-Identifier: MIT
// Poly1305, RFC 8439 section 2.5: a one-time authenticator, modulo p = 2^130 − 5.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// `Limb` is the machine word. No time or address depends on key or message.
template <class Limb, class Product = constant_time_product>
class basic_poly1305 {
public:
    static constexpr std::size_t block_size = 16;

    /// The key, which authenticates one message, is 32 bytes, given as 8 little-endian words.
    explicit basic_poly1305(const std::uint32_t* key) noexcept {
        for (std::size_t i = 0; i < count; ++i) {
            // Section 2.5.1: some bits of r are zero.
            s_.key[count - 1 + i] = join(key + i * words) & (i == 0 ? mask_of_lowest : mask_of_others);
            s_.pad[i] = join(key + 4 + i * words);
            s_.sum[i] = 0;
        }
        for (std::size_t i = 0; i + 1 < count; ++i) { s_.key[i] = times_five_quarters(s_.key[count + i]); }
        s_.top = 0;
        config::object_barrier(s_);
    }
    basic_poly1305(const basic_poly1305&) = delete;
    basic_poly1305& operator=(const basic_poly1305&) = delete;
    ~basic_poly1305() { wipe_object(s_); }

    /// Appends bytes, and zeros up to a whole block: the form of RFC 8439 section 2.8.
    TSCP_NEVER_INLINE_IF_SMALL void update_padded(byte_view bytes) noexcept {
        for (; bytes.size() >= block_size; bytes = bytes.subspan(block_size)) { add_block(bytes.data()); }
        if (!bytes.empty()) {
            std::array<std::uint8_t, block_size> block;
            wipe_object(block);
            copy_bytes(bytes, block);
            add_block(block.data());
            wipe_object(block);
        }
    }

    /// Writes the 16-byte tag; the object is spent.
    void finish(byte_span tag) noexcept {
        // h − p where that is not negative is h + 5 without the bits from 2^130 on, which say so.
        wide sum = 5;
        for (std::size_t i = 0; i < count; ++i) { sum = (sum + s_.sum[i]) >> bits; }
        sum = times_five_quarters(s_.top + static_cast<Limb>(sum));
        for (std::size_t i = 0; i < count; ++i) {
            sum += static_cast<wide>(s_.sum[i]) + s_.pad[i];
            write_little_endian_word(static_cast<Limb>(sum), tag.first(block_size).data() + i * sizeof(Limb));
            sum >>= bits;
        }
    }

private:
    using wide = typename config::wide_of<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 128 / bits;
    static constexpr std::size_t words = bits / 32;
    using limbs = std::array<Limb, count>;

    static constexpr auto mask_of_lowest = static_cast<Limb>(0x0ffffffc0fffffffU);
    static constexpr auto mask_of_others = static_cast<Limb>(0x0ffffffc0ffffffcU);

    static Limb join(const std::uint32_t* word) noexcept {
        if constexpr (words == 1) {
            return *word;
        } else {
            return static_cast<Limb>(word[1]) << 32U | word[0];
        }
    }

    // value / 4 · 5 without the lowest two bits.
    static constexpr Limb times_five_quarters(Limb value) noexcept { return (value >> 2U) + (value & ~Limb{3}); }

    // h = (h + block + 2^128) · r modulo 2^130 − 5, where h is sum + top · 2^128. All limbs of r but the lowest are
    // multiples of 4, and 2^128 times such a limb is 5/4 of it: `key` holds those, and then r, so that a column of the
    // product is the sum of h's limbs times a run of key's backwards.
    // A limb of r is below 2^(bits − 4) and 5/4 of it below 1.25 · 2^(bits − 4), top is below 8: a column's products
    // are below (1.25 · count + 1) · 2^(2 · bits − 4), at most 6 / 16 of what `wide` holds, and the carry fits beside
    // them.
    TSCP_NEVER_INLINE_IF_SMALL void add_block(const std::uint8_t* block) noexcept {
        config::object_barrier(s_);  // or a compiler may keep r on the stack from block to block
        limbs& h = s_.addend;
        wide sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            sum += static_cast<wide>(s_.sum[i]) + read_little_endian_word<Limb>(block + i * sizeof(Limb));
            h[i] = static_cast<Limb>(sum);
            sum >>= bits;
        }
        const Limb top = s_.top + 1 + static_cast<Limb>(sum);
        const Limb lowest = s_.key[count - 1];
        sum = Product::add(top, times_five_quarters(lowest), 0);
        for (std::size_t i = 0; i < count; ++i) {
            if (i != 0) { sum = Product::add(top, s_.key[i - 1], sum); }
            for (std::size_t j = 0; j < count; ++j) { sum = Product::add(h[j], s_.key[count - 1 + i - j], sum); }
            s_.sum[i] = static_cast<Limb>(sum);
            sum >>= bits;
        }
        // The bits from 2^130 on come back five times.
        const Limb over = static_cast<Limb>(sum) + Product::low(top, lowest & 3U);
        sum = times_five_quarters(over);
        for (std::size_t i = 0; i < count; ++i) {
            sum += s_.sum[i];
            s_.sum[i] = static_cast<Limb>(sum);
            sum >>= bits;
        }
        s_.top = (over & 3U) + static_cast<Limb>(sum);
    }

    struct state {
        std::array<Limb, 2 * count - 1> key;
        limbs pad;
        limbs sum;
        limbs addend;
        Limb top;
    };
    // In a union, for the constructor to write what must be written, and no zeros before.
    union {
        state s_;
    };
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
