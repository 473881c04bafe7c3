// SPDX-License-Identifier: MIT
// How long the share in a Hello or a Hey is, whether or not this end knows its group: docs/PROTOCOL.md, "Suites".
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/concepts/group_registry.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

namespace detail {

/// The size of the share that `rest` begins with, its own size in front included, for the group of a suite. False where
/// more bytes are needed to tell. A size above 2 + max_sized_share is the caller's to refuse.
[[nodiscard]] inline bool find_share_size(std::uint8_t suite_id, share_of message, byte_view rest,
                                          std::size_t& size) noexcept {
    const auto group = static_cast<std::uint8_t>(suite_id >> 4U);
    if (group < first_sized_group) {
        size = fixed_share_size(group, message);
        return true;
    }
    if (rest.size() < 2) { return false; }
    size = 2 + (std::size_t{rest[0]} << 8U | rest[1]);
    return true;
}

}  // namespace detail

}  // namespace TSCP_ABI
}  // namespace tscp
