// SPDX-License-Identifier: MIT
// The cipher of one session, by the suite that was chosen: AES-256 in ECB mode or oXo, from the shared secret's digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include <tscp/classic/suite.hpp>
#include <tscp/classic/utf8.hpp>
#include <tscp/classic/xo_cipher.hpp>
#include <tscp/concepts/block_cipher.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// A cipher that was moved from has no key, and says `errc::state_consumed`.
template <class BlockCipher>
class session_cipher {
    static_assert(require_block_cipher<BlockCipher>());
    static_assert(BlockCipher::key_size == 32 && BlockCipher::block_size == 16,
                  "tscp: classic's suite AES needs AES-256: a block cipher with a key of 32 bytes and blocks of 16.");

public:
    /// `digits`: the shared secret's decimal digits. Without any the cipher has no key.
    session_cipher(suite chosen, byte_view digits) noexcept : suite_{chosen}, has_key_{!digits.empty()} {
        if (!has_key_) { return; }
        if (suite_ == suite::aes) {
            secret<32> key;
            std::size_t from = 0;
            for (std::uint8_t& byte : key.overwrite()) {
                byte = digits[from];
                from = from + 1 == digits.size() ? 0 : from + 1;
            }
            ::new (static_cast<void*>(&aes_)) BlockCipher{key.reveal()};
        } else {
            ::new (static_cast<void*>(&oxo_)) xo_cipher{digits};
        }
    }

    /// The source has no key afterwards.
    session_cipher(session_cipher&& other) noexcept { take(other); }
    session_cipher& operator=(session_cipher&& other) noexcept {
        if (this != &other) {
            clear();
            take(other);
        }
        return *this;
    }
    session_cipher(const session_cipher&) = delete;
    session_cipher& operator=(const session_cipher&) = delete;
    ~session_cipher() { clear(); }

    /// False where the cipher was moved from, or made without a key.
    [[nodiscard]] bool has_key() const noexcept { return has_key_; }

    [[nodiscard]] suite chosen() const noexcept { return suite_; }

    /// The size in bytes of `head_size` ASCII characters and `text` behind them, when encrypted.
    ///
    /// Under AES the original pads by the number of characters, not of bytes: text that is not ASCII comes out as whole
    /// blocks only by luck. Errors: `errc::state_consumed` without a key; `errc::data_has_nul`: under AES the peer
    /// would drop it; `errc::data_not_ascii`: no whole blocks.
    [[nodiscard]] result<std::size_t> encrypted_size(std::size_t head_size, byte_view text) const noexcept {
        if (!has_key_) { return errc::state_consumed; }
        const std::size_t size = head_size + text.size();
        if (suite_ == suite::oxo) { return size; }
        for (const std::uint8_t byte : text) {
            if (byte == 0) { return errc::data_has_nul; }
        }
        const std::size_t padded = size + block - (head_size + count_characters(text)) % block;
        if (padded % block != 0) { return errc::data_not_ascii; }
        return padded;
    }

    /// Encrypts in place: `buffer` is as long as encrypted_size says and begins with the text, which is `size` bytes
    /// long. Errors: `errc::state_consumed` without a key, `errc::out_of_range` for a text longer than the buffer or a
    /// buffer that is no whole blocks under AES.
    result<void> encrypt(byte_span buffer, std::size_t size) const noexcept {
        if (!has_key_) { return errc::state_consumed; }
        if (size > buffer.size()) { return errc::out_of_range; }
        if (suite_ == suite::oxo) {
            oxo_.encrypt(buffer);
            return {};
        }
        if (buffer.size() % block != 0) { return errc::out_of_range; }
        wipe(buffer.subspan(size));
        aes_.encrypt(buffer, buffer);
        return {};
    }

    /// Decrypts in place and gives the text's size: under AES every NUL is dropped, wherever it stands.
    /// Errors: `errc::state_consumed` without a key; `errc::message_unreadable`: no whole blocks, or no text.
    [[nodiscard]] result<std::size_t> decrypt(byte_span buffer) const noexcept {
        if (!has_key_) { return errc::state_consumed; }
        if (suite_ == suite::oxo) {
            oxo_.decrypt(buffer);
            if (!is_text(buffer)) { return errc::message_unreadable; }
            return buffer.size();
        }
        if (buffer.size() % block != 0) { return errc::message_unreadable; }
        aes_.decrypt(buffer, buffer);
        if (!is_text(buffer)) { return errc::message_unreadable; }
        std::size_t kept = 0;
        for (const std::uint8_t byte : buffer) {
            if (byte != 0) { buffer[kept++] = byte; }
        }
        wipe(buffer.subspan(kept));
        return kept;
    }

private:
    static constexpr std::size_t block = 16;

    void clear() noexcept {
        if (!has_key_) { return; }
        has_key_ = false;
        if (suite_ == suite::aes) {
            aes_.~BlockCipher();
        } else {
            oxo_.~xo_cipher();
        }
    }

    // Precondition: this cipher has no key.
    void take(session_cipher& other) noexcept {
        suite_ = other.suite_;
        if (!other.has_key_) { return; }
        if (suite_ == suite::aes) {
            ::new (static_cast<void*>(&aes_)) BlockCipher{relocate, other.aes_};
        } else {
            ::new (static_cast<void*>(&oxo_)) xo_cipher{relocate, other.oxo_};
        }
        has_key_ = true;
        other.clear();
    }

    suite suite_ = suite::oxo;
    bool has_key_ = false;
    union {
        BlockCipher aes_;
        xo_cipher oxo_;
    };
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
