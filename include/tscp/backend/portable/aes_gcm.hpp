// SPDX-License-Identifier: MIT
// AES-GCM, NIST SP 800-38D, with nonces of 96 bits.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/aes_ctr.hpp>
#include <tscp/backend/portable/ghash.hpp>
#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `BlockCipher` is AES with the key size of `Facts`.
template <class BlockCipher, class Facts>
class basic_gcm : public Facts {
    static_assert(BlockCipher::key_size == Facts::key_size);

public:
    static constexpr bool constant_time = BlockCipher::constant_time;

    /// Precondition: a key of key_size bytes.
    explicit basic_gcm(byte_view key) noexcept : cipher_{key} {}

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        const byte_span ciphertext = out.first(plaintext.size());
        detail::apply_ctr(cipher_, counter_block(nonce), 4, 1, plaintext, ciphertext);
        authenticate(nonce, aad, ciphertext, out.subspan(plaintext.size()));
    }

    /// Verifies, then writes the plaintext; or false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view ciphertext = sealed.first(sealed.size() - Facts::tag_size);
        secret<16> tag;
        authenticate(nonce, aad, ciphertext, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(ciphertext.size()))) {
            wipe(out);
            return false;
        }
        detail::apply_ctr(cipher_, counter_block(nonce), 4, 1, ciphertext, out);
        return true;
    }

private:
    using block = std::array<std::uint8_t, 16>;

    // Section 7.1: the counter of the tag's block is 1, the first of the text's is 2.
    static block counter_block(byte_view nonce) noexcept {
        block counter{};
        copy_bytes(nonce, counter);
        counter[15] = 1;
        return counter;
    }

    void authenticate(byte_view nonce, byte_view aad, byte_view ciphertext, byte_span tag) const noexcept {
        secret<16> key;
        cipher_.encrypt(key.reveal(), key.overwrite());
        detail::ghash hash{key.reveal()};
        hash.update_padded(aad);
        hash.update_padded(ciphertext);
        block sizes{};
        for (std::size_t i = 0; i < 8; ++i) {
            sizes[7 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(aad.size()) * 8 >> (8 * i));
            sizes[15 - i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(ciphertext.size()) * 8 >> (8 * i));
        }
        hash.update_padded(sizes);
        hash.finish(tag);
        detail::apply_ctr(cipher_, counter_block(nonce), 4, 0, tag, tag);
    }

    BlockCipher cipher_;
};

using aes128_gcm = basic_gcm<aes128, aead_registry::aes128_gcm>;
using aes256_gcm = basic_gcm<aes256, aead_registry::aes256_gcm>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
