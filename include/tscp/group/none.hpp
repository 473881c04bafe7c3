// SPDX-License-Identifier: MIT
// No group at all: the share is a nonce, and the shared secret is 32 zeros. No forward secrecy, no big arithmetic.
#pragma once

#include <array>
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

    /// The nonce itself. Errors: `errc::invalid_private_key` for a nonce that has not 16 bytes, `errc::out_of_range`
    /// for an `out` that has not 16 bytes; `out` is all zeros then. The output may lie over the nonce.
    static result<void> public_value(byte_view nonce, byte_span out) noexcept {
        const errc error = nonce.size() != private_size ? errc::invalid_private_key
                           : out.size() != public_size  ? errc::out_of_range
                                                        : errc::none;
        if (error != errc::none) {
            wipe(out);
            return error;
        }
        std::array<std::uint8_t, public_size> share;
        copy_bytes(nonce, share);
        copy_bytes(share, out);
        return {};
    }

    /// 32 zeros. Errors: `errc::invalid_private_key` for a nonce that has not 16 bytes,
    /// `errc::public_value_out_of_range` for a peer's nonce that has not 16 bytes, `errc::out_of_range` for an `out`
    /// that has not 32 bytes; `out` is all zeros in any case.
    static result<void> agree(byte_view nonce, byte_view peer, byte_span out) noexcept {
        wipe(out);
        if (nonce.size() != private_size) { return errc::invalid_private_key; }
        if (peer.size() != public_size) { return errc::public_value_out_of_range; }
        if (out.size() != shared_size) { return errc::out_of_range; }
        return {};
    }
};

}  // namespace TSCP_ABI
}  // namespace tscp
