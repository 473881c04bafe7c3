// SPDX-License-Identifier: MIT
// HMAC, RFC 2104, over any hash backend.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/hash.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

template <class Hash>
class hmac;

/// A key as HMAC uses it: the hash states behind its two pads. Each use then costs no compression for the pads.
template <class Hash>
class hmac_key {
    using traits = hash_traits<Hash>;

public:
    using state = typename traits::state;

    /// Without a key: `set` gives it one.
    hmac_key() noexcept = default;
    /// A key of any size; one longer than a block of the hash is hashed first.
    explicit hmac_key(byte_view key) noexcept { set(key); }
    hmac_key(const hmac_key&) = delete;
    hmac_key& operator=(const hmac_key&) = delete;
    ~hmac_key() { clear(); }

    TSCP_NEVER_INLINE void set(byte_view key) noexcept {
        std::array<std::uint8_t, Hash::block_size> block{};
        const wiped_at_exit wipe_block{block};
        if (key.size() > block.size()) {
            hash_traits<Hash>::digest(key, byte_span{block}.first(Hash::digest_size));
        } else {
            copy_bytes(key, block);
        }
        absorb(block, 0x36, inner_);
        absorb(block, 0x36 ^ 0x5c, outer_);
    }

    /// The key whose states are these.
    void set(const state& inner, const state& outer) noexcept {
        inner_ = inner;
        outer_ = outer;
    }
    void copy_from(const hmac_key& other) noexcept { set(other.inner_, other.outer_); }

    /// Wipes the key.
    void clear() noexcept {
        if constexpr (traits::has_chaining_value) {
            wipe_object(inner_);
            wipe_object(outer_);
        } else {
            inner_ = outer_ = Hash{};
        }
    }

private:
    friend class hmac<Hash>;

    static void absorb(byte_span block, unsigned pad, state& to) noexcept {
        for (std::uint8_t& byte : block) { byte = static_cast<std::uint8_t>(byte ^ pad); }
        Hash hash;
        hash.update(block);
        traits::save(hash, to);
    }

    state inner_;
    state outer_;
};

/// The tag of a message given piece by piece.
template <class Hash>
class hmac {
    static_assert(require_hash<Hash>());
    using traits = hash_traits<Hash>;

public:
    static constexpr std::size_t tag_size = Hash::digest_size;

    /// `key` must outlive this object.
    explicit hmac(const hmac_key<Hash>& key) noexcept : key_{key} {
        traits::resume(hash_, key.inner_, Hash::block_size);
    }
    hmac(hmac_key<Hash>&&) = delete;
    hmac(const hmac&) = delete;
    hmac& operator=(const hmac&) = delete;
    ~hmac() = default;

    /// Appends to the message.
    void update(byte_view message) noexcept { hash_.update(message); }

    /// Writes the tag; nothing may follow. Precondition: `tag` is exactly tag_size bytes long.
    TSCP_NEVER_INLINE void finish(byte_span tag) noexcept {
        hash_.finish(tag);
        traits::resume(hash_, key_.outer_, Hash::block_size);
        hash_.update(tag);
        hash_.finish(tag);
    }

private:
    Hash hash_;
    const hmac_key<Hash>& key_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
