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

/// The keyed hash of a message given piece by piece. A copy goes on from the same message.
template <class Hash>
class hmac {
    static_assert(require_hash<Hash>());

public:
    static constexpr std::size_t tag_size = Hash::digest_size;

    /// A key of any size; one longer than a block of the hash is hashed first.
    explicit hmac(byte_view key) noexcept {
        std::array<std::uint8_t, Hash::block_size> block{};
        const wiped_at_exit wipe_block{block};
        if (key.size() > block.size()) {
            hash_traits<Hash>::digest(key, byte_span{block}.first(Hash::digest_size));
        } else {
            copy_bytes(key, block);
        }
        mask(block, 0x36);
        inner_.update(block);
        mask(block, 0x36 ^ 0x5c);
        outer_.update(block);
    }

    /// Appends to the message.
    void update(byte_view message) noexcept { inner_.update(message); }

    /// Writes the tag; nothing may follow. Precondition: `tag` is exactly tag_size bytes long.
    void finish(byte_span tag) noexcept {
        inner_.finish(tag);
        outer_.update(tag);
        outer_.finish(tag);
    }

private:
    static void mask(byte_span block, unsigned pad) noexcept {
        for (std::uint8_t& byte : block) { byte = static_cast<std::uint8_t>(byte ^ pad); }
    }

    Hash inner_;
    Hash outer_;
};

}  // namespace TSCP_ABI
}  // namespace tscp
