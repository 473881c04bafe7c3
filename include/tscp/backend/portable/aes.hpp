// SPDX-License-Identifier: MIT
// AES, FIPS 197, bit-sliced: every step works on all bits alike, so there is no table, and no time or address that
// depends on key or data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes_planes.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// AES with a key of `KeyBytes` bytes: 16, 24 or 32. `Word` is the machine word that holds a bit of 2 or 4 blocks.
template <std::size_t KeyBytes, class Word = config::limb>
class aes {
    static_assert(KeyBytes == 16 || KeyBytes == 24 || KeyBytes == 32, "tscp: AES keys have 16, 24 or 32 bytes.");

public:
    static constexpr std::size_t key_size = KeyBytes;
    static constexpr std::size_t block_size = 16;
    static constexpr bool constant_time = true;

    /// Precondition: the key is exactly key_size bytes long.
    explicit aes(byte_view key) noexcept {
        config::expects(key.size() == key_size);
        expand(key);
    }
    /// The key of `from` lives on here; all that may be done with `from` afterwards is to destroy it.
    aes(relocate_t, aes& from) noexcept : round_keys_{from.round_keys_} { wipe_object(from.round_keys_); }
    aes(const aes&) = delete;
    aes& operator=(const aes&) = delete;
    ~aes() { wipe_object(round_keys_); }

    /// Encrypts whole blocks, each by itself. Precondition: both are the same whole number of blocks long, and are the
    /// same memory or do not overlap.
    void encrypt(byte_view in, byte_span out) const noexcept {
        for_each_batch(in, out, [this](detail::aes_planes<Word>& state) {
            state.add(key_planes(0));
            for (std::size_t round = 1; round < rounds; ++round) {
                state.substitute();
                state.shift_rows();
                state.mix_columns();
                state.add(key_planes(round));
            }
            state.substitute();
            state.shift_rows();
            state.add(key_planes(rounds));
        });
    }

    /// Decrypts whole blocks, each by itself. Preconditions as for encrypt.
    void decrypt(byte_view in, byte_span out) const noexcept {
        for_each_batch(in, out, [this](detail::aes_planes<Word>& state) {
            state.add(key_planes(rounds));
            for (std::size_t round = rounds - 1; round > 0; --round) {
                state.shift_rows_back();
                state.substitute_back();
                state.add(key_planes(round));
                state.mix_columns_back();
            }
            state.shift_rows_back();
            state.substitute_back();
            state.add(key_planes(0));
        });
    }

private:
    static constexpr std::size_t rounds = KeyBytes / 4 + 6;
    static constexpr std::size_t batch = detail::aes_planes<Word>::blocks;

    template <class Permutation>
    static void for_each_batch(byte_view in, byte_span out, const Permutation& permute) noexcept {
        config::expects(in.size() % block_size == 0 && in.size() == out.size());
        for (std::size_t done = 0; done < in.size(); done += batch * block_size) {
            const std::size_t left = in.size() - done;
            const std::size_t size = left < batch * block_size ? left : batch * block_size;
            detail::aes_planes<Word> state{in.subspan(done, size)};
            permute(state);
            state.to_bytes(out.subspan(done, size));
        }
    }

    [[nodiscard]] detail::aes_planes<Word> key_planes(std::size_t round) const noexcept {
        return detail::aes_planes<Word>::repeat(byte_view{round_keys_}.subspan(round * block_size, block_size));
    }

    // FIPS 197 section 5.2.
    void expand(byte_view key) noexcept {
        constexpr std::size_t key_words = KeyBytes / 4;
        copy_bytes(key.first(KeyBytes), round_keys_);
        unsigned round_constant = 1;
        for (std::size_t i = key_words; i < 4 * (rounds + 1); ++i) {
            std::array<std::uint8_t, 4> word;
            const wiped_at_exit wipe_word{word};
            copy_bytes(byte_view{round_keys_}.subspan(4 * (i - 1), 4), word);
            if (i % key_words == 0) {
                word = {word[1], word[2], word[3], word[0]};
                detail::aes_planes<Word>::substitute_word(word);
                word[0] = static_cast<std::uint8_t>(word[0] ^ round_constant);
                // Doubling in GF(2^8): x^8 is x^4 + x^3 + x + 1.
                round_constant = (round_constant << 1U) ^ ((round_constant >> 7U) * 0x11bU);
            } else if (key_words > 6 && i % key_words == 4) {
                detail::aes_planes<Word>::substitute_word(word);
            }
            for (std::size_t j = 0; j < 4; ++j) {
                round_keys_[4 * i + j] = round_keys_[4 * (i - key_words) + j] ^ word[j];
            }
        }
    }

    std::array<std::uint8_t, block_size*(rounds + 1)> round_keys_{};
};

using aes128 = aes<16>;
using aes256 = aes<32>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
