// SPDX-License-Identifier: MIT
// AES-CCM, RFC 3610, with nonces of 12 bytes, which leave 3 bytes for the length: up to 2^24 − 1 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `BlockCipher` is AES with the key size of `Facts`. Additional data has at most 65,279 bytes.
template <class BlockCipher, class Facts>
class basic_ccm : public Facts {
    static_assert(BlockCipher::key_size == Facts::key_size);

public:
    static constexpr bool constant_time = BlockCipher::constant_time;
    /// That of bit-sliced AES.
    static constexpr std::size_t stack_size = 1024;

    /// Precondition: a key of key_size bytes.
    explicit basic_ccm(byte_view key) noexcept : cipher_{key} { config::expects(key.size() == Facts::key_size); }
    /// See concepts/aead.hpp.
    basic_ccm(relocate_t, basic_ccm& from) noexcept : cipher_{relocate, from.cipher_} {}
    basic_ccm(const basic_ccm&) = delete;
    basic_ccm& operator=(const basic_ccm&) = delete;
    ~basic_ccm() = default;

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        secret<16> tag;
        process(nonce, aad, plaintext, out, true, tag.overwrite());
        copy_bytes(tag.reveal().first(Facts::tag_size), out.subspan(plaintext.size()));
    }

    /// Decrypts, then verifies, and encrypts again what fails in place; see concepts/aead.hpp.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const std::size_t size = sealed.size() - Facts::tag_size;
        secret<16> tag;
        process(nonce, aad, sealed.first(size), out, false, tag.overwrite());
        if (equal_constant_time(tag.reveal().first(Facts::tag_size), sealed.subspan(size))) { return true; }
        if (out.data() == sealed.data()) {
            process(nonce, aad, out, out, true, tag.overwrite());
        } else {
            wipe(out);
        }
        return false;
    }

private:
    static constexpr std::size_t block_size = 16;
    using block = std::array<std::uint8_t, block_size>;
    static constexpr std::size_t length_size = 3;
    static_assert(Facts::max_plaintext_size < std::uint64_t{1} << (8 * length_size));
    // Section 2.2: more would need another form of its size.
    static constexpr std::size_t max_aad_size = 0xfeff;

    // The CBC-MAC of section 2.2 and the keystream of section 2.3 in one pass, since a batch of the cipher takes at
    // least two blocks: each encryption of the sum makes a block of the keystream beside it.
    void process(byte_view nonce, byte_view aad, byte_view in, byte_span out, bool sealing,
                 byte_span tag) const noexcept {
        config::expects(in.size() <= Facts::max_plaintext_size && aad.size() <= max_aad_size);
        std::array<std::uint8_t, 32> pair;
        const wiped_at_exit wipe_pair{pair};
        const byte_span sum = byte_span{pair}.first(block_size);
        const byte_span stream = byte_span{pair}.last(block_size);
        block counter{};
        const wiped_at_exit wipe_counter{counter};
        copy_bytes(nonce, byte_span{counter}.subspan(1));
        copy_bytes(counter, sum);
        counter[0] = length_size - 1;
        const auto encrypt = [&](std::uint32_t number) noexcept {
            write_big_endian(number, byte_span{counter}.last(length_size));
            copy_bytes(counter, stream);
            cipher_.encrypt(pair, pair);
        };
        sum[0] = static_cast<std::uint8_t>((aad.empty() ? 0U : 0x40U) | ((Facts::tag_size - 2) / 2) << 3U |
                                           (length_size - 1));
        write_big_endian(in.size(), sum.last(length_size));
        encrypt(1);
        if (!aad.empty()) {
            sum[0] = static_cast<std::uint8_t>(sum[0] ^ (aad.size() >> 8U));
            sum[1] = static_cast<std::uint8_t>(sum[1] ^ aad.size());
            std::size_t used = 2;
            for (const std::uint8_t byte : aad) {
                if (used == block_size) {
                    encrypt(1);
                    used = 0;
                }
                sum[used] = static_cast<std::uint8_t>(sum[used] ^ byte);
                ++used;
            }
            encrypt(1);
        }
        std::uint32_t number = 1;
        for (std::size_t i = 0; i < in.size(); ++i) {
            const std::size_t at = i % block_size;
            const std::uint8_t from = in[i];
            const auto to = static_cast<std::uint8_t>(from ^ stream[at]);
            sum[at] = static_cast<std::uint8_t>(sum[at] ^ (sealing ? from : to));
            out[i] = to;
            if (at == block_size - 1 || i == in.size() - 1) { encrypt(++number); }
        }
        copy_bytes(sum, tag);
        encrypt(0);
        for (std::size_t i = 0; i < tag.size(); ++i) { tag[i] = static_cast<std::uint8_t>(tag[i] ^ stream[i]); }
    }

    BlockCipher cipher_;
};

using aes128_ccm = basic_ccm<aes128, aead_registry::aes128_ccm>;
using aes128_ccm8 = basic_ccm<aes128, aead_registry::aes128_ccm8>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
