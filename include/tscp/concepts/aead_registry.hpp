// SPDX-License-Identifier: MIT
// The registered AEADs: their codes, sizes and limits, for every backend to inherit from. docs/PROTOCOL.md has the same
// table.
//
//     aead_id                               std::uint8_t: its code in a suite, 1 to 15
//     key_size, nonce_size, tag_size        std::size_t, in bytes; in a suite a key of 16 to 32, a nonce of 8 to 32, a
//                                           tag of 8 to 32
//     seal_limit, open_limit                std::uint64_t: how many records one key may seal, and how many may fail to
//                                           open; a record has at most 2^14 bytes of content
//     max_plaintext_size                    std::uint64_t, in bytes: P_MAX of RFC 5116 section 4, at least a record's
//                                           2^14
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace aead_registry {

/// RFC 8439. Limits: RFC 9147 section 4.5.3, which bounds the failures alone; 2^48 is where sequence numbers end.
struct chacha20_poly1305 {
    static constexpr std::uint8_t aead_id = 1;
    static constexpr std::size_t key_size = 32;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = std::uint64_t{1} << 48U;
    static constexpr std::uint64_t open_limit = std::uint64_t{1} << 36U;
    /// 2^32 − 1 blocks of keystream: section 2.8.
    static constexpr std::uint64_t max_plaintext_size = (std::uint64_t{1} << 38U) - 64;
};

/// NIST SP 800-38D with nonces of 96 bits. Limits: RFC 9147 section 4.5.3; 2^24.5 records rounded down.
struct aes128_gcm {
    static constexpr std::uint8_t aead_id = 2;
    static constexpr std::size_t key_size = 16;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = 23726566;
    static constexpr std::uint64_t open_limit = std::uint64_t{1} << 36U;
    /// 2^39 − 256 bits: section 5.2.1.1.
    static constexpr std::uint64_t max_plaintext_size = (std::uint64_t{1} << 36U) - 32;
};

struct aes256_gcm : aes128_gcm {
    static constexpr std::uint8_t aead_id = 3;
    static constexpr std::size_t key_size = 32;
};

/// RFC 3610 and RFC 6655 with nonces of 12 bytes. Limits: RFC 9147 section 4.5.3 and appendix B.3; 2^23.5 rounded down.
struct aes128_ccm {
    static constexpr std::uint8_t aead_id = 5;
    static constexpr std::size_t key_size = 16;
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = std::uint64_t{1} << 23U;
    static constexpr std::uint64_t open_limit = 11863283;
    /// The nonce leaves 3 bytes for the length: RFC 3610 section 2.1.
    static constexpr std::uint64_t max_plaintext_size = (std::uint64_t{1} << 24U) - 1;
};

struct aes128_ccm8 : aes128_ccm {
    static constexpr std::uint8_t aead_id = 4;
    static constexpr std::size_t tag_size = 8;
    static constexpr std::uint64_t open_limit = 128;
};

/// NIST SP 800-232. Its key may process 2^54 bytes: 2^39 records of at most 2^14 bytes, header and tag stay below that.
/// Its bound on failures, 2^96, is beyond reach; ours is the one of the other 16-byte tags.
struct ascon_aead128 {
    static constexpr std::uint8_t aead_id = 6;
    static constexpr std::size_t key_size = 16;
    static constexpr std::size_t nonce_size = 16;
    static constexpr std::size_t tag_size = 16;
    static constexpr std::uint64_t seal_limit = std::uint64_t{1} << 39U;
    static constexpr std::uint64_t open_limit = std::uint64_t{1} << 36U;
    /// What its key may process in all.
    static constexpr std::uint64_t max_plaintext_size = std::uint64_t{1} << 54U;
};

}  // namespace aead_registry
}  // namespace TSCP_ABI
}  // namespace tscp
