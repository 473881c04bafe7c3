// SPDX-License-Identifier: MIT
// The least that is a hash, a block cipher, a random generator and a platform. What they compute is the portable
// backend's: what is tested with them is that nothing more is asked of a backend than its concept says.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>

namespace archetype {

class hash {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    hash() noexcept = default;
    hash(const hash&) noexcept = default;
    hash& operator=(const hash&) noexcept = default;
    ~hash() = default;

    void update(tscp::byte_view message) noexcept { hash_.update(message); }
    void finish(tscp::byte_span digest) noexcept { hash_.finish(digest); }

private:
    tscp::portable::sha256 hash_;
};

class block_cipher {
public:
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t block_size = 16;
    static constexpr bool constant_time = true;

    explicit block_cipher(tscp::byte_view key) noexcept : cipher_{key} {}
    block_cipher(tscp::relocate_t, block_cipher& from) noexcept : cipher_{tscp::relocate, from.cipher_} {}
    block_cipher(const block_cipher&) = delete;
    block_cipher& operator=(const block_cipher&) = delete;
    ~block_cipher() = default;

    void encrypt(tscp::byte_view in, tscp::byte_span out) const noexcept { cipher_.encrypt(in, out); }
    void decrypt(tscp::byte_view in, tscp::byte_span out) const noexcept { cipher_.decrypt(in, out); }

private:
    tscp::portable::aes256 cipher_;
};

/// It counts, and so predicts: for tests.
class random {
public:
    random() = default;
    random(const random&) = delete;
    random& operator=(const random&) = delete;
    ~random() = default;

    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = next_++; }
        return true;
    }

private:
    std::uint8_t next_ = 1;
};

struct platform {
    using random = archetype::random;
};

}  // namespace archetype
