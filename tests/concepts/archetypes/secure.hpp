// SPDX-License-Identifier: MIT
// The least that is an AEAD, a group and a long-term key. What they compute is the portable backend's.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/result.hpp>

namespace archetype {

class aead {
public:
    static constexpr std::uint8_t aead_id = 15;
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = 1000;
    static constexpr std::uint64_t open_limit = 1000;
    static constexpr std::uint64_t max_plaintext_size = 16384;
    static constexpr bool constant_time = true;

    explicit aead(tscp::byte_view key) noexcept : aead_{key} {}
    aead(tscp::relocate_t relocate, aead& from) noexcept : aead_{relocate, from.aead_} {}
    aead(const aead&) = delete;
    aead& operator=(const aead&) = delete;
    ~aead() = default;

    void seal(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view plaintext,
              tscp::byte_span out) const noexcept {
        aead_.seal(nonce, aad, plaintext, out);
    }
    bool open(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view sealed, tscp::byte_span out) const noexcept {
        return aead_.open(nonce, aad, sealed, out);
    }

private:
    tscp::portable::chacha20_poly1305 aead_;
};

struct group {
    static constexpr std::uint8_t group_id = 15;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;

    static tscp::result<void> public_value(tscp::byte_view private_key, tscp::byte_span out) noexcept {
        return tscp::portable::x25519::public_value(private_key, out);
    }
    static tscp::result<void> agree(tscp::byte_view private_key, tscp::byte_view peer, tscp::byte_span out) noexcept {
        return tscp::portable::x25519::agree(private_key, peer, out);
    }
};

/// As a secure element would: the private key is asked for nothing but these two.
class key {
public:
    static constexpr std::uint8_t group_id = group::group_id;
    static constexpr std::size_t public_size = group::public_size;
    static constexpr std::size_t shared_size = group::shared_size;
    static constexpr bool constant_time = group::constant_time;

    explicit key(std::uint8_t first) {
        private_[0] = first;
        (void)group::public_value(private_, public_);
    }
    key(const key&) = delete;
    key& operator=(const key&) = delete;
    ~key() = default;

    [[nodiscard]] tscp::byte_view public_value() const noexcept { return public_; }
    tscp::result<void> agree(tscp::byte_view peer, tscp::byte_span out) const noexcept {
        return group::agree(private_, peer, out);
    }

private:
    std::uint8_t private_[32] = {};
    std::uint8_t public_[32] = {};
};

}  // namespace archetype
