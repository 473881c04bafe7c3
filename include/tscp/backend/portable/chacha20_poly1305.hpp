// SPDX-License-Identifier: MIT
// AEAD_CHACHA20_POLY1305, RFC 8439 section 2.8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/chacha20.hpp>
#include <tscp/backend/portable/poly1305.hpp>
#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// It is as large as its key.
class chacha20_poly1305 : public aead_registry::chacha20_poly1305 {
public:
    static constexpr bool constant_time = true;

    /// Precondition: a key of 32 bytes.
    chacha20_poly1305(relocate_t, chacha20_poly1305& from) noexcept { key_.take(from.key_); }
    explicit chacha20_poly1305(byte_view key) noexcept { copy_bytes(key.first(key_size), key_.overwrite()); }

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        const byte_span ciphertext = out.first(plaintext.size());
        crypt(nonce, plaintext, ciphertext);
        authenticate(nonce, aad, ciphertext, out.subspan(plaintext.size()));
    }

    /// Verifies, then writes the plaintext; or false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view ciphertext = sealed.first(sealed.size() - tag_size);
        secret<tag_size> tag;
        authenticate(nonce, aad, ciphertext, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(ciphertext.size()))) {
            wipe(out);
            return false;
        }
        crypt(nonce, ciphertext, out);
        return true;
    }

private:
    void crypt(byte_view nonce, byte_view in, byte_span out) const noexcept {
        detail::chacha20 stream{key_.reveal(), nonce, 1};
        for (std::size_t done = 0; done < in.size(); done += detail::chacha20::block_size) {
            const std::size_t left = in.size() - done;
            const std::size_t size = left < detail::chacha20::block_size ? left : detail::chacha20::block_size;
            stream.apply(in.subspan(done, size), out.subspan(done));
        }
    }

    void authenticate(byte_view nonce, byte_view aad, byte_view ciphertext, byte_span tag) const noexcept {
        secret<32> one_time_key;
        detail::chacha20{key_.reveal(), nonce, 0}.apply(one_time_key.reveal(), one_time_key.overwrite());
        detail::poly1305 mac{one_time_key.reveal()};
        mac.update_padded(aad);
        mac.update_padded(ciphertext);
        std::array<std::uint8_t, 16> sizes{};
        for (std::size_t i = 0; i < 8; ++i) {
            sizes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(aad.size()) >> (8 * i));
            sizes[8 + i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(ciphertext.size()) >> (8 * i));
        }
        mac.update_padded(sizes);
        mac.finish(tag);
    }

    secret<key_size> key_;
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
