// SPDX-License-Identifier: MIT
// The state of 2 or 4 AES blocks as eight bit planes, and the steps of a round on it (FIPS 197 sections 5.1 and 5.3).
//
// Plane b holds bit b of every byte. The byte in row r and column c of block k sits at bit r·(w/4) + c·blocks + k of a
// plane of w bits: ShiftRows rotates inside a quarter of the word, MixColumns rotates the whole word by quarters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes_sbox.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <class Word>
class aes_planes {
    static_assert(sizeof(Word) == 4 || sizeof(Word) == 8, "tscp: bit-sliced AES works in words of 32 or 64 bits.");

public:
    static constexpr std::size_t blocks = sizeof(Word) / 2;

    aes_planes(const aes_planes&) noexcept = default;
    aes_planes& operator=(const aes_planes&) = delete;
    ~aes_planes() { wipe_object(planes_); }

    /// Loads up to `blocks` whole blocks.
    explicit aes_planes(byte_view in) noexcept {
        for (std::size_t block = 0; block * 16 < in.size(); ++block) {
            for (std::size_t column = 0; column < 4; ++column) {
                const byte_view bytes = in.subspan(16 * block + 4 * column, 4);
                Word rows = 0;
                for (unsigned row = 0; row < 4; ++row) {
                    rows |= static_cast<Word>(Word{bytes[row]} << lane_of(row, column));
                }
                planes_[word_of(block, column)] |= rows;
            }
        }
        transpose();
    }

    /// One block in every place.
    static aes_planes repeat(byte_view block) noexcept {
        std::array<std::uint8_t, 16 * blocks> copies;
        const wiped_at_exit wipe_copies{copies};
        for (std::size_t i = 0; i < blocks; ++i) { copy_bytes(block, byte_span{copies}.subspan(16 * i, 16)); }
        return aes_planes{copies};
    }

    /// Stores the first blocks, as many as `out` holds; the state is spent.
    void to_bytes(byte_span out) noexcept {
        transpose();
        for (std::size_t block = 0; block * 16 < out.size(); ++block) {
            for (std::size_t column = 0; column < 4; ++column) {
                for (unsigned row = 0; row < 4; ++row) {
                    out[16 * block + 4 * column + row] =
                        static_cast<std::uint8_t>(planes_[word_of(block, column)] >> lane_of(row, column));
                }
            }
        }
    }

    void add(const aes_planes& other) noexcept {
        for (std::size_t i = 0; i < 8; ++i) { planes_[i] ^= other.planes_[i]; }
    }

    void substitute() noexcept { aes_sbox(planes_); }
    void substitute_back() noexcept { aes_sbox_back(planes_); }

    void shift_rows() noexcept {
        for (Word& plane : planes_) { plane = rotate_rows<1, 2, 3>(plane); }
    }
    void shift_rows_back() noexcept {
        for (Word& plane : planes_) { plane = rotate_rows<3, 2, 1>(plane); }
    }

    // Section 5.1.3: each byte becomes 2·a + 3·b + c + d of its column, a itself and b, c, d the rows below it:
    // 2·(a + b) + (b + c + d).
    void mix_columns() noexcept {
        std::array<Word, 8> a = planes_;
        const wiped_at_exit wipe_a{a};
        std::array<Word, 8> sum;
        const wiped_at_exit wipe_sum{sum};
        for (std::size_t i = 0; i < 8; ++i) { sum[i] = a[i] ^ row_below<1>(a[i]); }
        const std::array<Word, 8> twice = doubled(sum);
        for (std::size_t i = 0; i < 8; ++i) { planes_[i] = twice[i] ^ row_below<1>(a[i]) ^ row_below<2>(sum[i]); }
    }

    // Section 5.3.3. The inverse matrix is the matrix of MixColumns after adding 4·(a + c) to every byte.
    void mix_columns_back() noexcept {
        std::array<Word, 8> sum;
        const wiped_at_exit wipe_sum{sum};
        for (std::size_t i = 0; i < 8; ++i) { sum[i] = planes_[i] ^ row_below<2>(planes_[i]); }
        const std::array<Word, 8> fourfold = doubled(doubled(sum));
        for (std::size_t i = 0; i < 8; ++i) { planes_[i] ^= fourfold[i]; }
        mix_columns();
    }

    /// SubWord of the key expansion, section 5.2.
    static void substitute_word(std::array<std::uint8_t, 4>& word) noexcept {
        std::array<std::uint8_t, 16> block{};
        const wiped_at_exit wipe_block{block};
        copy_bytes(word, block);
        aes_planes state{block};
        state.substitute();
        state.to_bytes(block);
        copy_bytes(byte_view{block}.first(4), word);
    }

private:
    static constexpr unsigned bits = sizeof(Word) * 8;
    static constexpr unsigned quarter = bits / 4;

    // transpose() moves lane L of word i to bit 8·L + i. Solving 8·L + i = r·(w/4) + c·blocks + k, with i below 8:
    // at 32 bits L = r and i = 2·c + k; at 64 bits L = 2·r + c/2 and i = 4·(c mod 2) + k.
    static constexpr std::size_t word_of(std::size_t block, std::size_t column) noexcept {
        return (column * blocks) % 8 + block;
    }
    static constexpr unsigned lane_of(unsigned row, std::size_t column) noexcept {
        return row * quarter + static_cast<std::uint32_t>(column * blocks / 8 * 8);
    }

    // Swaps the bits of `low` under `mask << shift` with the bits of `high` under `mask`.
    static TSCP_ALWAYS_INLINE void swap_bits(Word& low, Word& high, Word mask, unsigned shift) noexcept {
        const Word difference = ((low >> shift) ^ high) & mask;
        high ^= difference;
        low ^= static_cast<Word>(difference << shift);
    }

    // In every lane of eight bits, transposes the matrix of 8 × 8 bits that the eight words form. It is its own
    // inverse.
    void transpose() noexcept {
        constexpr auto every_byte = static_cast<Word>(~Word{0} / 255U);
        for (std::size_t i = 0; i < 8; i += 2) { swap_bits(planes_[i], planes_[i + 1], every_byte * 0x55U, 1); }
        for (std::size_t i = 0; i < 8; i += 4) {
            swap_bits(planes_[i], planes_[i + 2], every_byte * 0x33U, 2);
            swap_bits(planes_[i + 1], planes_[i + 3], every_byte * 0x33U, 2);
        }
        for (std::size_t i = 0; i < 4; ++i) { swap_bits(planes_[i], planes_[i + 4], every_byte * 0x0fU, 4); }
    }

    // Brings the byte `Count` rows below, cyclically, to each byte's place.
    template <unsigned Count>
    static TSCP_ALWAYS_INLINE Word row_below(Word plane) noexcept {
        return static_cast<Word>((plane >> (Count * quarter)) | (plane << (bits - Count * quarter)));
    }

    // Brings the byte `Columns` columns to the right, cyclically, to each byte's place in one row.
    template <unsigned Row, unsigned Columns>
    static TSCP_ALWAYS_INLINE Word rotate_row(Word plane) noexcept {
        constexpr auto row = static_cast<Word>(((Word{1} << quarter) - 1U) << (Row * quarter));
        constexpr unsigned count = Columns * blocks;
        constexpr auto kept = static_cast<Word>((row >> count) & row);
        return static_cast<Word>(((plane >> count) & kept) | ((plane << (quarter - count)) & (row ^ kept)));
    }

    template <unsigned Row1, unsigned Row2, unsigned Row3>
    static TSCP_ALWAYS_INLINE Word rotate_rows(Word plane) noexcept {
        constexpr auto row0 = static_cast<Word>((Word{1} << quarter) - 1U);
        return (plane & row0) | rotate_row<1, Row1>(plane) | rotate_row<2, Row2>(plane) | rotate_row<3, Row3>(plane);
    }

    // Multiplies every byte by x modulo x^8 + x^4 + x^3 + x + 1.
    static TSCP_ALWAYS_INLINE std::array<Word, 8> doubled(const std::array<Word, 8>& a) noexcept {
        return {a[7], a[0] ^ a[7], a[1], a[2] ^ a[7], a[3] ^ a[7], a[4], a[5], a[6]};
    }

    std::array<Word, 8> planes_{};
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
