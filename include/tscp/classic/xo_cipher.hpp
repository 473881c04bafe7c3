// SPDX-License-Identifier: MIT
// The suite oXo: a stream of checksums, keyed by the shared secret and fed back from the plaintext, XORed to the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/checksum.hpp>
#include <tscp/core/bytes.hpp>
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

    /// Precondition: the key is not empty and holds no zero bytes (the shared secret's digits).
    explicit xo_cipher(byte_view key) noexcept {
        pad fixed;
        fixed.assign(bytes_of("gsfT5#dskiTRa12@7sDQa"));
        prefix_.assign(key);
        first_.assign(prefix_.view(), fixed.view());
    }

    /// Encrypts text of any length up to a message's; the two are equally long, and the same memory or do not overlap.
    void encrypt(byte_view in, byte_span out) const noexcept {
        apply(in, out, [](std::uint8_t from, std::uint8_t) { return from; });
    }

    /// Decrypts; conditions as for encrypt.
    void decrypt(byte_view in, byte_span out) const noexcept {
        apply(in, out, [](std::uint8_t, std::uint8_t to) { return to; });
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
            if (!message.write(out)) { config::trap(); }
            size_ = out.size();
        }

        void copy(const pad& other) noexcept {
            copy_bytes(other.digits_.reveal(), digits_.overwrite());
            size_ = other.size_;
        }

    private:
        secret<decimal<sum::max_size>::max_size> digits_;
        std::size_t size_ = 0;
    };

    // `plain_of` tells the plaintext byte from the byte read and the byte written.
    template <class PlainOf>
    void apply(byte_view in, byte_span out, const PlainOf& plain_of) const noexcept {
        pad current;
        current.copy(first_);
        while (!in.empty()) {
            const std::size_t size = in.size() < current.view().size() ? in.size() : current.view().size();
            sum next;
            next.update(prefix_.view());
            next.update(current.view());
            for (std::size_t i = 0; i < size; ++i) {
                const std::uint8_t from = in[i];
                const auto to = static_cast<std::uint8_t>(from ^ current.view()[i]);
                out[i] = to;
                const std::uint8_t plain = plain_of(from, to);
                next.update(byte_view{&plain, 1});
            }
            in = in.subspan(size);
            out = out.subspan(size);
            if (!in.empty()) { current.assign_sum(next); }
        }
    }

    pad prefix_;
    pad first_;
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
