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
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// `BlockCipher` is AES with the key size of `Facts`.
template <class BlockCipher, class Facts, class Product = constant_time_product>
class basic_gcm : public Facts {
    static_assert(BlockCipher::key_size == Facts::key_size);

public:
    static constexpr bool constant_time = BlockCipher::constant_time && Product::constant_time;
    /// That of bit-sliced AES.
    static constexpr std::size_t stack_size = 1024;

    /// Precondition: a key of key_size bytes.
    explicit basic_gcm(byte_view key) noexcept : cipher_{key} { config::expects(key.size() == Facts::key_size); }
    /// See concepts/aead.hpp.
    basic_gcm(relocate_t, basic_gcm& from) noexcept : cipher_{relocate, from.cipher_} {}
    basic_gcm(const basic_gcm&) = delete;
    basic_gcm& operator=(const basic_gcm&) = delete;
    ~basic_gcm() = default;

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        const byte_span ciphertext = out.first(plaintext.size());
        detail::apply_ctr(cipher_, nonce, first_text_block, plaintext, ciphertext);
        authenticate(nonce, aad, ciphertext, out.subspan(plaintext.size()));
    }

    /// Verifies, then writes the plaintext; see concepts/aead.hpp.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view ciphertext = sealed.first(sealed.size() - Facts::tag_size);
        secret<16> tag;
        authenticate(nonce, aad, ciphertext, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(ciphertext.size()))) {
            if (out.data() != sealed.data()) { wipe(out); }
            return false;
        }
        detail::apply_ctr(cipher_, nonce, first_text_block, ciphertext, out);
        return true;
    }

private:
    // Section 7.1: block 1 of the keystream hides the tag, and the text begins with block 2.
    static constexpr std::uint32_t first_text_block = 2;

    void authenticate(byte_view nonce, byte_view aad, byte_view ciphertext, byte_span tag) const noexcept {
        config::expects(ciphertext.size() <= Facts::max_plaintext_size);
        // The key of GHASH, which is the encryption of zeros, and what hides the tag, in one batch.
        secret<32> pair;
        const byte_span mask = pair.overwrite().last(16);
        copy_bytes(nonce, mask);
        mask[15] = 1;
        cipher_.encrypt(pair.reveal(), pair.overwrite());
        detail::basic_ghash<Product> hash{pair.reveal().first(16)};
        hash.update_padded(aad);
        hash.update_padded(ciphertext);
        std::array<std::uint8_t, 16> sizes;
        write_big_endian(std::uint64_t{8} * aad.size(), byte_span{sizes}.first(8));
        write_big_endian(std::uint64_t{8} * ciphertext.size(), byte_span{sizes}.last(8));
        hash.update_padded(sizes);
        hash.finish(tag);
        for (std::size_t i = 0; i < tag.size(); ++i) { tag[i] = static_cast<std::uint8_t>(tag[i] ^ mask[i]); }
    }

    BlockCipher cipher_;
};

using aes128_gcm = basic_gcm<aes128, aead_registry::aes128_gcm>;
using aes256_gcm = basic_gcm<aes256, aead_registry::aes256_gcm>;

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
