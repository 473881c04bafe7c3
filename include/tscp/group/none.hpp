// SPDX-License-Identifier: MIT
// No group at all: the share is a nonce, and the shared secret is 32 zeros. No forward secrecy, no big arithmetic.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// The "private key" is the nonce itself, which is public.
struct group_none {
    static constexpr std::uint8_t group_id = 0;
    static constexpr std::size_t private_size = 16;
    static constexpr std::size_t public_size = 16;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = false;
    static constexpr bool constant_time = true;

    /// Precondition: both views have 16 bytes.
    static result<void> public_value(byte_view nonce, byte_span out) noexcept {
        copy_bytes(nonce, out);
        return {};
    }

    /// Precondition: `out` has 32 bytes.
    static result<void> agree(byte_view /*nonce*/, byte_view /*peer*/, byte_span out) noexcept {
        wipe(out);
        return {};
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
