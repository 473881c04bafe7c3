// SPDX-License-Identifier: MIT
// ChaCha20-Poly1305 that records every key and nonce it seals with, has small limits, and so proves two things: that no
// nonce is used twice, and that limits are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include <tscp/backend/portable/chacha20_poly1305.hpp>

namespace test {

struct nonce_log {
    static std::set<std::string>& used() {
        static std::set<std::string> all;
        return all;
    }
    static std::size_t& repeats() {
        static std::size_t count = 0;
        return count;
    }
    static void reset() {
        used().clear();
        repeats() = 0;
    }
};

class watched_aead {
public:
    static constexpr std::uint8_t aead_id = 1;
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = 40;
    static constexpr std::uint64_t open_limit = 30;
    static constexpr std::uint64_t max_plaintext_size = 16384;
    static constexpr bool constant_time = true;

    explicit watched_aead(tscp::byte_view key) noexcept : inner_{key}, key_{key.begin(), key.end()} {}
    watched_aead(tscp::relocate_t relocate, watched_aead& from) noexcept
        : inner_{relocate, from.inner_}, key_{std::move(from.key_)} {}
    watched_aead(const watched_aead&) = delete;
    watched_aead& operator=(const watched_aead&) = delete;
    ~watched_aead() = default;

    void seal(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view plaintext,
              tscp::byte_span out) const noexcept {
        const bool fresh = nonce_log::used().insert(key_ + std::string{nonce.begin(), nonce.end()}).second;
        nonce_log::repeats() += fresh ? 0U : 1U;
        inner_.seal(nonce, aad, plaintext, out);
    }
    bool open(tscp::byte_view nonce, tscp::byte_view aad, tscp::byte_view sealed, tscp::byte_span out) const noexcept {
        return inner_.open(nonce, aad, sealed, out);
    }

private:
    tscp::portable::chacha20_poly1305 inner_;
    std::string key_;
};

}  // namespace test
