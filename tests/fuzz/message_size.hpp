// SPDX-License-Identifier: MIT
// What a Hello or a Hey tells of its size: docs/PROTOCOL.md, "Suites".
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/endian.hpp>
#include <tscp/wire/hello.hpp>

#include "target.hpp"

namespace fuzz {

/// `told` is the size that was read from all of a message but its MAC. `head` bytes lie before `share`; `malformed` is
/// the error of a share that is too long.
inline void require_size(const tscp::result<std::size_t>& told, std::uint8_t suite, tscp::share_of message,
                         std::size_t head, tscp::byte_view share, tscp::errc malformed) {
    const std::uint8_t group = suite >> 4U;
    if (group < tscp::first_sized_group) {
        require(told && *told == head + tscp::fixed_share_size(group, message) + tscp::handshake_mac_size);
    } else if (share.size() < 2) {
        require(told.error() == tscp::errc::truncated);
    } else {
        const auto size = static_cast<std::size_t>(tscp::read_big_endian(share.first(2)));
        require(size > tscp::max_sized_share ? told.error() == malformed
                                             : told && *told == head + 2 + size + tscp::handshake_mac_size);
    }
}

}  // namespace fuzz
