// SPDX-License-Identifier: MIT
// The two checks that classic puts behind a message. Neither has a key: they find noise, not forgery.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/classic/checksum.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace classic {

/// The digest of the text before encryption, as lower-case hexadecimal.
template <class Hash>
struct hash_check {
    static constexpr std::size_t max_size = 2 * Hash::digest_size;

    /// Appends the check of `inner`; `errc::buffer_too_small` where it does not fit.
    static result<void> write_to(byte_view inner, writer& out) noexcept {
        std::array<std::uint8_t, Hash::digest_size> digest;
        hash_traits<Hash>::digest(inner, digest);
        return write_hex(digest, out);
    }
};

/// The checksum of the text before encryption.
struct sum_check {
    using sum = checksum<17, 7>;
    static constexpr std::size_t max_size = sum::max_size;

    /// Appends the check of `inner`; `errc::buffer_too_small` where it does not fit.
    static result<void> write_to(byte_view inner, writer& out) noexcept {
        sum check;
        check.update(inner);
        return check.write_to(out);
    }
};

}  // namespace classic
}  // namespace TSCP_ABI
}  // namespace tscp
