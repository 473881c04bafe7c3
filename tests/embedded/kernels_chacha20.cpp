// SPDX-License-Identifier: MIT
// The kernel of ChaCha20 against the portable code and RFC 8439's block, and AEAD_CHACHA20_POLY1305 as a whole.
#include <tscp/backend/portable/chacha20.hpp>
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/core/bytes.hpp>

#include "kernels.hpp"

namespace kernels {
namespace {

using tscp::portable::detail::chacha20_block;
using tscp::portable::detail::plain_chacha20;

/// RFC 8439, section 2.3.2: the state before, and the block.
constexpr words<16> state_of_rfc = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, 0x03020100, 0x07060504,
                                    0x0b0a0908, 0x0f0e0d0c, 0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c,
                                    0x00000001, 0x09000000, 0x4a000000, 0x00000000};
constexpr words<16> block_of_rfc = {0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033,
                                    0x9aaa2204, 0x4e6cd4c3, 0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9,
                                    0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2};

/// Section 2.8.2: the tag of the sentence under the key 80 81 … 9f.
constexpr char text_of_rfc[] =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be "
    "it.";
constexpr std::array<std::uint8_t, 12> nonce_of_rfc{7, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47};
constexpr std::array<std::uint8_t, 12> aad_of_rfc{0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1,
                                                  0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7};
constexpr std::array<std::uint8_t, 16> tag_of_rfc{0x1a, 0xe1, 0x0b, 0x59, 0x4f, 0x09, 0xe2, 0x6a,
                                                  0x7e, 0x90, 0x2e, 0xcb, 0xd0, 0x60, 0x06, 0x91};

/// What Block makes of a state, which stays.
template <class Block>
words<16> block_of(failures& out, const words<16>& state) noexcept {
    std::uint32_t before[16];
    std::uint32_t block[16];
    words<16> after;
    words<16> result;
    for (std::size_t i = 0; i < 16; ++i) { before[i] = state[i]; }
    Block::block(block, before);
    for (std::size_t i = 0; i < 16; ++i) {
        after[i] = before[i];
        result[i] = block[i];
    }
    out.check(after == state, "ChaCha20's state");
    return result;
}

}  // namespace

void check_chacha20(failures& out, std::uint32_t count) noexcept {
    out.check(block_of<chacha20_block>(out, state_of_rfc) == block_of_rfc, "ChaCha20 of RFC 8439");
    random_words draws;
    for (std::uint32_t i = 0; i < count; ++i) {
        const words<16> state = draws.number<16>();
        out.check(block_of<chacha20_block>(out, state) == block_of<plain_chacha20>(out, state), "ChaCha20");
    }

    std::array<std::uint8_t, 32> key;
    for (std::size_t i = 0; i < key.size(); ++i) { key[i] = static_cast<std::uint8_t>(0x80 + i); }
    const tscp::byte_view text = tscp::bytes_of(text_of_rfc);
    std::array<std::uint8_t, sizeof text_of_rfc - 1 + 16> sealed;
    const tscp::portable::chacha20_poly1305 aead{key};
    aead.seal(nonce_of_rfc, aad_of_rfc, text, sealed);
    out.check(equal_public(tscp::byte_view{sealed}.last(16), tag_of_rfc), "ChaCha20-Poly1305 of RFC 8439");
    std::array<std::uint8_t, sizeof text_of_rfc - 1> opened;
    out.check(aead.open(nonce_of_rfc, aad_of_rfc, sealed, opened) && equal_public(opened, text), "ChaCha20-Poly1305");
}

}  // namespace kernels
