// SPDX-License-Identifier: MIT
// Ascon-AEAD128, NIST SP 800-232 sections 3 and 4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/aead_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/relocate.hpp>
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
    ~ascon_state() {
        wipe_object(x);
        wipe_object(y_);
    }

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
        for (std::size_t i = 0; i < 5; ++i) { y_[i] = x[i]; }
        y_[5] = x[0];
        y_[6] = x[1];
        for (std::size_t i = 0; i < 5; ++i) { x[i] ^= ~y_[i + 1] & y_[i + 2]; }
        x[1] ^= x[0];
        x[0] ^= x[4];
        x[3] ^= x[2];
        x[2] = ~x[2];
    }

    // x before the step in the middle, and its first two words again.
    std::uint64_t y_[7];
};

}  // namespace detail

class ascon_aead128 : public aead_registry::ascon_aead128 {
public:
    static constexpr bool constant_time = true;

    /// Precondition: a key of 16 bytes.
    explicit ascon_aead128(byte_view key) noexcept {
        config::expects(key.size() == key_size);
        copy_bytes(key, key_.overwrite());
    }
    /// See concepts/aead.hpp.
    ascon_aead128(relocate_t, ascon_aead128& from) noexcept { key_.take(from.key_); }
    ascon_aead128(const ascon_aead128&) = delete;
    ascon_aead128& operator=(const ascon_aead128&) = delete;
    ~ascon_aead128() = default;

    /// Writes ciphertext ‖ tag; preconditions as in concepts/aead.hpp.
    void seal(byte_view nonce, byte_view aad, byte_view plaintext, byte_span out) const noexcept {
        detail::ascon_state state;
        begin(state, nonce, aad);
        process(state, plaintext, out.first(plaintext.size()), mode::seal);
        finish(state, out.subspan(plaintext.size()));
    }

    /// Decrypts, then verifies, and encrypts again what fails in place; see concepts/aead.hpp.
    [[nodiscard]] bool open(byte_view nonce, byte_view aad, byte_view sealed, byte_span out) const noexcept {
        const std::size_t size = sealed.size() - tag_size;
        detail::ascon_state state;
        begin(state, nonce, aad);
        secret<tag_size> tag;
        process(state, sealed.first(size), out, mode::open);
        finish(state, tag.overwrite());
        if (!equal_constant_time(tag.reveal(), sealed.subspan(size))) {
            if (out.data() == sealed.data()) {
                begin(state, nonce, aad);
                process(state, out, out, mode::seal);
            } else {
                wipe(out);
            }
            return false;
        }
        return true;
    }

private:
    enum class mode : std::uint8_t { absorb, seal, open };

    void begin(detail::ascon_state& state, byte_view nonce, byte_view aad) const noexcept {
        state.x = {0x00001000808c0001U, 0, 0, read_little_endian(nonce.first(8)), read_little_endian(nonce.subspan(8))};
        add_key(state, 1);
        state.permute(12);
        add_key(state, 3);
        if (!aad.empty()) {
            process(state, aad, {}, mode::absorb);
            state.permute(8);
        }
        state.x[4] ^= std::uint64_t{1} << 63U;
    }

    // The rate, two words, takes additional data, or the plaintext in either direction; then the padding.
    static void process(detail::ascon_state& state, byte_view in, byte_span out, mode what) noexcept {
        for (std::size_t i = 0;; i ^= 1U) {
            std::uint64_t& lane = state.x[i];
            const std::size_t size = in.size() < 8 ? in.size() : 8;
            std::uint64_t word = read_little_endian(in.first(size));
            in = in.subspan(size);
            if (what != mode::absorb) {
                write_little_endian(lane ^ word, out.first(size));
                if (what == mode::open) { word = read_little_endian(out.first(size)); }
                out = out.subspan(size);
            }
            lane ^= word;
            if (size < 8) {
                lane ^= std::uint64_t{1} << (8 * size);
                return;
            }
            if (i != 0) { state.permute(8); }
        }
    }

    void finish(detail::ascon_state& state, byte_span tag) const noexcept {
        add_key(state, 2);
        state.permute(12);
        add_key(state, 3);
        write_little_endian(state.x[3], tag.first(8));
        write_little_endian(state.x[4], tag.subspan(8));
    }

    TSCP_NEVER_INLINE_IF_SMALL void add_key(detail::ascon_state& state, std::size_t at) const noexcept {
        state.x[at] ^= read_little_endian(key_.reveal().first(8));
        state.x[at + 1] ^= read_little_endian(key_.reveal().last(8));
    }

    secret<key_size> key_{};
};

}  // namespace portable
}  // namespace TSCP_ABI
}  // namespace tscp
