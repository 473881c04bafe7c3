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
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/product.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

/// It is as large as its key. `Limb` is the machine word of its authenticator.
template <class Limb, class Product = constant_time_product>
class basic_chacha20_poly1305 : public aead_registry::chacha20_poly1305 {
public:
    static constexpr bool constant_time = Product::constant_time;

    /// Precondition: a key of 32 bytes.
    explicit basic_chacha20_poly1305(byte_view key) noexcept : key_{uninitialized} {
        config::expects(key.size() == key_size);
        copy_bytes(key, key_.overwrite());
    }
    /// See concepts/aead.hpp.
    basic_chacha20_poly1305(relocate_t, basic_chacha20_poly1305& from) noexcept : key_{uninitialized} {
        key_.take(from.key_);
    }
    basic_chacha20_poly1305(const basic_chacha20_poly1305&) = delete;
    basic_chacha20_poly1305& operator=(const basic_chacha20_poly1305&) = delete;
    ~basic_chacha20_poly1305() = default;

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        operation run{key_.reveal(), nonce};
        run.stream.apply(plaintext, out);
        run.authenticate(aad, out.first(plaintext.size()), out.subspan(plaintext.size()));
    }

    /// Verifies, then writes the plaintext; see concepts/aead.hpp.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const byte_view ciphertext = sealed.first(sealed.size() - tag_size);
        operation run{key_.reveal(), nonce};
        secret<tag_size> tag{uninitialized};
        run.authenticate(aad, ciphertext, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(ciphertext.size()))) {
            if (out.data() != sealed.data()) { wipe(out); }
            return false;
        }
        run.stream.apply(ciphertext, out);
        return true;
    }

private:
    // Section 2.6: the first block of the keystream is the authenticator's key, the next is the text's first.
    struct operation {
        TSCP_NEVER_INLINE_IF_SMALL operation(byte_view key, byte_view nonce) noexcept
            : stream{key, nonce, 0}, mac{stream.next_block()} {}

        TSCP_NEVER_INLINE_IF_SMALL void authenticate(byte_view aad, byte_view ciphertext, byte_span tag) noexcept {
            config::expects(ciphertext.size() <= max_plaintext_size);
            mac.update_padded(aad);
            mac.update_padded(ciphertext);
            std::array<std::uint8_t, 16> sizes;
            write_little_endian_word(std::uint64_t{aad.size()}, sizes.data());
            write_little_endian_word(std::uint64_t{ciphertext.size()}, sizes.data() + 8);
            mac.update_padded(sizes);
            mac.finish(tag);
        }

        detail::chacha20 stream;
        detail::basic_poly1305<Limb, Product> mac;
    };

    secret<key_size> key_;
};

/// A class of its own, so that users' classes can inherit its constructors by this name.
class chacha20_poly1305 : public basic_chacha20_poly1305<config::limb> {
public:
    using basic_chacha20_poly1305::basic_chacha20_poly1305;
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
