// SPDX-License-Identifier: MIT
// Ascon-AEAD128, NIST SP 800-232 sections 3 and 4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable {

namespace detail {

/// The state of five words, and its permutation. No time or address depends on it.
class ascon_state {
public:
    ascon_state() noexcept = default;
    ascon_state(const ascon_state&) = delete;
    ascon_state& operator=(const ascon_state&) = delete;
    ~ascon_state() { wipe_object(x); }

    /// Section 3: the last `rounds` of twelve.
    void permute(unsigned rounds) noexcept {
        for (unsigned i = 12 - rounds; i < 12; ++i) {
            x[2] ^= ((15U - i) << 4U) | i;
            substitute();
            x[0] ^= rotate(x[0], 19) ^ rotate(x[0], 28);
            x[1] ^= rotate(x[1], 61) ^ rotate(x[1], 39);
            x[2] ^= rotate(x[2], 1) ^ rotate(x[2], 6);
            x[3] ^= rotate(x[3], 10) ^ rotate(x[3], 17);
            x[4] ^= rotate(x[4], 7) ^ rotate(x[4], 41);
        }
    }

    std::array<std::uint64_t, 5> x{};

private:
    static constexpr std::uint64_t rotate(std::uint64_t word, unsigned count) noexcept {
        return (word >> count) | (word << (64U - count));
    }

    // Section 3.3, bit-sliced.
    void substitute() noexcept {
        x[0] ^= x[4];
        x[4] ^= x[3];
        x[2] ^= x[1];
        std::array<std::uint64_t, 5> t{};
        const wiped_at_exit wipe_t{t};
        for (std::size_t i = 0; i < 5; ++i) { t[i] = x[i] ^ (~x[(i + 1) % 5] & x[(i + 2) % 5]); }
        x = t;
        x[1] ^= x[0];
        x[0] ^= x[4];
        x[3] ^= x[2];
        x[2] = ~x[2];
    }
};

}  // namespace detail

class ascon_aead128 : public aead_registry::ascon_aead128 {
public:
    static constexpr bool constant_time = true;

    /// Precondition: a key of 16 bytes.
    explicit ascon_aead128(byte_view key) noexcept { copy_bytes(key.first(key_size), key_.overwrite()); }

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        detail::ascon_state state;
        begin(state, nonce, aad);
        crypt(state, plaintext, out.first(plaintext.size()), true);
        finish(state, out.subspan(plaintext.size()));
    }

    /// Decrypts, then verifies; where that fails it is false, and `out` is all zeros.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const std::size_t size = sealed.size() - tag_size;
        detail::ascon_state state;
        begin(state, nonce, aad);
        secret<tag_size> tag;
        crypt(state, sealed.first(size), out, false);
        finish(state, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(size))) {
            wipe(out);
            return false;
        }
        return true;
    }

private:
    static constexpr std::size_t rate = 16;

    // Little-endian, section 2.1; `bytes` has at most 8.
    static std::uint64_t read(byte_view bytes) noexcept {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) { word |= static_cast<std::uint64_t>(bytes[i]) << (8 * i); }
        return word;
    }

    void begin(detail::ascon_state& state, byte_view nonce, byte_view aad) const noexcept {
        const byte_view key = key_.reveal();
        state.x = {0x00001000808c0001U, read(key.first(8)), read(key.subspan(8)), read(nonce.first(8)),
                   read(nonce.subspan(8))};
        state.permute(12);
        state.x[3] ^= read(key.first(8));
        state.x[4] ^= read(key.subspan(8));
        if (!aad.empty()) {
            std::size_t done = 0;
            for (; aad.size() - done >= rate; done += rate) {
                state.x[0] ^= read(aad.subspan(done, 8));
                state.x[1] ^= read(aad.subspan(done + 8, 8));
                state.permute(8);
            }
            const byte_view rest = aad.subspan(done);
            for (std::size_t i = 0; i < rest.size(); ++i) { add_byte(state, i, rest[i]); }
            add_byte(state, rest.size(), 1);
            state.permute(8);
        }
        state.x[4] ^= std::uint64_t{1} << 63U;
    }

    static void add_byte(detail::ascon_state& state, std::size_t at, std::uint8_t byte) noexcept {
        state.x[at / 8] ^= static_cast<std::uint64_t>(byte) << (8 * (at % 8));
    }

    // The rate takes the plaintext in either direction.
    static void crypt(detail::ascon_state& state, byte_view in, byte_span out, bool sealing) noexcept {
        std::size_t at = 0;
        for (std::size_t i = 0; i < in.size(); ++i) {
            const std::uint8_t from = in[i];
            const auto stream = static_cast<std::uint8_t>(state.x[at / 8] >> (8 * (at % 8)));
            const auto to = static_cast<std::uint8_t>(from ^ stream);
            add_byte(state, at, sealing ? from : to);
            out[i] = to;
            if (++at == rate) {
                state.permute(8);
                at = 0;
            }
        }
        add_byte(state, at, 1);
    }

    void finish(detail::ascon_state& state, byte_span tag) const noexcept {
        const byte_view key = key_.reveal();
        state.x[2] ^= read(key.first(8));
        state.x[3] ^= read(key.subspan(8));
        state.permute(12);
        for (std::size_t i = 0; i < 8; ++i) {
            tag[i] = static_cast<std::uint8_t>((state.x[3] ^ read(key.first(8))) >> (8 * i));
            tag[8 + i] = static_cast<std::uint8_t>((state.x[4] ^ read(key.subspan(8))) >> (8 * i));
        }
    }

    secret<key_size> key_;
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
