// SPDX-License-Identifier: MIT
// HMAC, RFC 2104, over any hash backend.
#pragma once

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
    /// Those behind the inner and the outer pad.
    using states = state[2];

    /// Without a key: `set` gives it one.
    // Not defaulted: `{}` would fill it with zeros first. NOLINTNEXTLINE(modernize-use-equals-default)
    hmac_key() noexcept {}
    /// A key of any size; one longer than a block of the hash is hashed first.
    explicit hmac_key(byte_view key) noexcept {
        secret<Hash::digest_size> short_key{uninitialized};
        if (key.size() > Hash::block_size) {
            traits::digest(key, short_key.overwrite());
            key = short_key.reveal();
        }
        set(key);
    }
    hmac_key(const hmac_key&) = delete;
    hmac_key& operator=(const hmac_key&) = delete;
    ~hmac_key() {
        if constexpr (traits::has_chaining_value) { clear(); }  // a whole hash wipes itself
    }

    /// Without the first step. Precondition: a key of at most one block of the hash.
    TSCP_NEVER_INLINE void set(byte_view key) noexcept {
        config::expects(key.size() <= Hash::block_size);
        absorb(key, 0x36, states_[0]);
        absorb(key, 0x5c, states_[1]);
    }

    /// The key whose states are these.
    void set(const states& those) noexcept {
        if constexpr (traits::has_chaining_value) {
            copy_object(those, states_);
        } else {
            for (std::size_t i = 0; i < 2; ++i) { states_[i] = those[i]; }
        }
    }
    void copy_from(const hmac_key& other) noexcept { set(other.states_); }

    /// Wipes the key.
    void clear() noexcept {
        if constexpr (traits::has_chaining_value) {
            wipe_object(states_);
        } else {
            for (state& one : states_) { one = {}; }
        }
    }

private:
    friend class hmac<Hash>;

    // The state behind a pad: the key, filled up with zeros to a block, XOR the pad.
    static void absorb(byte_view key, unsigned pad, state& to) noexcept {
        Hash hash;
        if constexpr (traits::has_chaining_value) {  // bytes one by one cost such a hash nothing, and no buffer
            for (std::size_t i = 0; i < Hash::block_size; ++i) {
                const auto byte = static_cast<std::uint8_t>((i < key.size() ? key[i] : 0U) ^ pad);
                hash.update(byte_view{&byte, 1});
            }
        } else {
            secret<Hash::block_size> block;
            const byte_span bytes = block.overwrite();
            copy_bytes(key, bytes);
            for (std::uint8_t& byte : bytes) { byte = static_cast<std::uint8_t>(byte ^ pad); }
            hash.update(bytes);
        }
        traits::save(hash, to);
    }

    states states_;
};

/// The tag of a message given piece by piece.
template <class Hash>
class hmac {
    static_assert(require_hash<Hash>());
    using traits = hash_traits<Hash>;

public:
    static constexpr std::size_t tag_size = Hash::digest_size;

    /// `key` must outlive this object.
    explicit hmac(const hmac_key<Hash>& key) noexcept : hmac{key.states_} {}
    explicit hmac(hmac_key<Hash>&&) = delete;
    /// Under the key whose states are these, which must outlive this object.
    explicit hmac(const typename hmac_key<Hash>::states& states) noexcept : outer_{states[1]} {
        traits::resume(hash_, states[0], Hash::block_size);
    }
    hmac(const hmac&) = delete;
    hmac& operator=(const hmac&) = delete;
    ~hmac() = default;

    /// Writes the tag of one whole message. Precondition: `tag` is exactly tag_size bytes long.
    TSCP_NEVER_INLINE static void authenticate(const hmac_key<Hash>& key, byte_view message, byte_span tag) noexcept {
        hmac mac{key};
        mac.update(message);
        mac.finish(tag);
    }

    /// Appends to the message.
    void update(byte_view message) noexcept { hash_.update(message); }

    /// Writes the tag; nothing may follow. Precondition: `tag` is exactly tag_size bytes long.
    TSCP_NEVER_INLINE void finish(byte_span tag) noexcept {
        hash_.finish(tag);
        traits::resume(hash_, outer_, Hash::block_size);
        hash_.update(tag);
        hash_.finish(tag);
    }

private:
    Hash hash_{};
    const typename traits::state& outer_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
