// SPDX-License-Identifier: MIT
// Poly1305, RFC 8439 section 2.5: a one-time authenticator, modulo p = 2^130 − 5.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/poly1305_accumulator.hpp>
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
        s_.accumulator.start(key);
        for (std::size_t i = 0; i < count; ++i) { s_.pad[i] = join_words<Limb>(key + 4 + i * words); }
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
        const auto& h = s_.accumulator.sum;
        // h − p where that is not negative is h + 5 without the bits from 2^130 on, which say so.
        wide sum = 5;
        for (std::size_t i = 0; i < count; ++i) { sum = (sum + h[i]) >> bits; }
        sum = times_five_quarters(h[count] + static_cast<Limb>(sum));
        for (std::size_t i = 0; i < count; ++i) {
            sum += static_cast<wide>(h[i]) + s_.pad[i];
            write_little_endian_word(static_cast<Limb>(sum), tag.first(block_size).data() + i * sizeof(Limb));
            sum >>= bits;
        }
    }

private:
    using wide = typename config::wide_of<Limb>::type;
    static constexpr unsigned bits = 8 * sizeof(Limb);
    static constexpr std::size_t count = 128 / bits;
    static constexpr std::size_t words = bits / 32;

    TSCP_NEVER_INLINE_IF_SMALL void add_block(const std::uint8_t* block) noexcept {
        config::object_barrier(s_);  // or a compiler may keep r on the stack from block to block
        s_.accumulator.add_block(block);
    }

    struct state {
        accumulator1305<Limb, Product> accumulator;
        std::array<Limb, count> pad;
    };
    // In a union, for the constructor to write what must be written, and no zeros before.
    union {
        state s_;
    };
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
