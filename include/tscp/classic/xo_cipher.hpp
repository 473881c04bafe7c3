// SPDX-License-Identifier: MIT
// The suite oXo: a stream of checksums, keyed by the shared secret and fed back from the plaintext, XORed to the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/checksum.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// With S = checksum<13, 13>: X = S(key), Y = S(fixed text), Z = S(X ‖ Y). Every message starts with the pad Z; after a
/// block of text as long as the pad, the next pad is S(X ‖ pad ‖ plaintext of the block).
/// Blocks are as long as their pad's digits, so the time depends on the key: this suite cannot be made constant-time.
class xo_cipher {
public:
    static constexpr bool constant_time = false;

    /// Precondition: the key is not empty, not zero bytes alone, and no longer than a checksum's message (the shared
    /// secret's digits); any other stops the program.
    explicit xo_cipher(byte_view key) noexcept {
        pad fixed;
        fixed.assign(bytes_of("gsfT5#dskiTRa12@7sDQa"));
        prefix_.assign(key);
        first_.assign(prefix_.view(), fixed.view());
    }
    /// The key of `from` lives on here; all that may be done with `from` afterwards is to destroy it.
    xo_cipher(relocate_t, xo_cipher& from) noexcept {
        prefix_.take(from.prefix_);
        first_.take(from.first_);
    }
    xo_cipher(const xo_cipher&) = delete;
    xo_cipher& operator=(const xo_cipher&) = delete;
    ~xo_cipher() = default;

    /// Encrypts text of any length in place.
    void encrypt(byte_span text) const noexcept {
        apply(text, [](std::uint8_t from, std::uint8_t) { return from; });
    }

    /// Decrypts in place what encrypt made.
    void decrypt(byte_span text) const noexcept {
        apply(text, [](std::uint8_t, std::uint8_t to) { return to; });
    }

private:
    using sum = checksum<13, 13>;

    // The digits of one checksum.
    class pad {
    public:
        [[nodiscard]] byte_view view() const noexcept { return digits_.reveal().first(size_); }

        template <class... Parts>
        void assign(const Parts&... parts) noexcept {
            sum message;
            (message.update(parts), ...);
            assign_sum(message);
        }

        void assign_sum(const sum& message) noexcept {
            writer out{digits_.overwrite()};
            if (!message.write_to(out)) { config::trap(); }
            size_ = out.size();
        }

        void copy(const pad& other) noexcept {
            copy_bytes(other.digits_.reveal(), digits_.overwrite());
            size_ = other.size_;
        }

        void take(pad& other) noexcept {
            digits_.take(other.digits_);
            size_ = other.size_;
        }

    private:
        secret<decimal<sum::max_size>::max_size> digits_{};
        std::size_t size_ = 0;
    };

    // `plain_of` tells the plaintext byte from the byte read and the byte written.
    template <class PlainOf>
    void apply(byte_span text, const PlainOf& plain_of) const noexcept {
        pad current;
        current.copy(first_);
        while (!text.empty()) {
            const std::size_t size = text.size() < current.view().size() ? text.size() : current.view().size();
            sum next;
            next.update(prefix_.view());
            next.update(current.view());
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint8_t from = text[i];
                const auto to = static_cast<std::uint8_t>(from ^ current.view()[i]);
                text[i] = to;
                const std::uint8_t plain = plain_of(from, to);
                next.update(byte_view{&plain, 1});
            }
            text = text.subspan(size);
            if (!text.empty()) { current.assign_sum(next); }
        }
    }

    pad prefix_{};
    pad first_{};
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
