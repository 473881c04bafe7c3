// SPDX-License-Identifier: MIT
// AES-CCM, RFC 3610, with nonces of 12 bytes, which leave 3 bytes for the length: up to 2^24 − 1 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/aes_ctr.hpp>
#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
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

    /// Precondition: a key of key_size bytes.
    explicit basic_ccm(byte_view key) noexcept : cipher_{key} {}

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        secret<16> tag;
        authenticate(nonce, aad, plaintext, tag.overwrite());
        detail::apply_ctr(cipher_, counter_block(nonce), length_size, 1, plaintext, out.first(plaintext.size()));
        copy_bytes(tag.reveal().first(Facts::tag_size), out.subspan(plaintext.size()));
    }

    /// Decrypts, then verifies; where that fails it is false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const std::size_t size = sealed.size() - Facts::tag_size;
        secret<16> sent;
        copy_bytes(sealed.subspan(size), sent.overwrite());
        detail::apply_ctr(cipher_, counter_block(nonce), length_size, 1, sealed.first(size), out);
        secret<16> tag;
        authenticate(nonce, aad, out, tag.overwrite());
        if (!equal_constant_time(tag.reveal().first(Facts::tag_size), sent.reveal().first(Facts::tag_size))) {
            wipe(out);
            return false;
        }
        return true;
    }

private:
    using block = std::array<std::uint8_t, 16>;
    static constexpr std::size_t length_size = 3;

    // Section 2.3: the flags say how long a length is.
    static block counter_block(byte_view nonce) noexcept {
        block counter{};
        counter[0] = length_size - 1;
        copy_bytes(nonce, byte_span{counter}.subspan(1));
        return counter;
    }

    // Section 2.2, and the encryption of the tag of section 2.3.
    void authenticate(byte_view nonce, byte_view aad, byte_view plaintext, byte_span tag) const noexcept {
        block sum = counter_block(nonce);
        const wiped_at_exit wipe_sum{sum};
        sum[0] = static_cast<std::uint8_t>(sum[0] | (aad.empty() ? 0U : 0x40U) | ((Facts::tag_size - 2) / 2) << 3U);
        for (std::size_t i = 0; i < length_size; ++i) {
            sum[15 - i] = static_cast<std::uint8_t>(plaintext.size() >> (8 * i));
        }
        cipher_.encrypt(sum, sum);
        if (!aad.empty()) {
            sum[0] = static_cast<std::uint8_t>(sum[0] ^ (aad.size() >> 8U));
            sum[1] = static_cast<std::uint8_t>(sum[1] ^ aad.size());
            absorb(sum, 2, aad);
        }
        absorb(sum, 0, plaintext);
        detail::apply_ctr(cipher_, counter_block(nonce), length_size, 0, sum, tag);
    }

    // CBC-MAC over the bytes, zeros up to a whole block; `used` bytes of the first block are there already.
    void absorb(block& sum, std::size_t used, byte_view bytes) const noexcept {
        for (const std::uint8_t byte : bytes) {
            sum[used] = static_cast<std::uint8_t>(sum[used] ^ byte);
            if (++used == sum.size()) {
                cipher_.encrypt(sum, sum);
                used = 0;
            }
        }
        if (used != 0) { cipher_.encrypt(sum, sum); }
    }

    BlockCipher cipher_;
};

using aes128_ccm = basic_ccm<aes128, aead_registry::aes128_ccm>;
using aes128_ccm8 = basic_ccm<aes128, aead_registry::aes128_ccm8>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
