// SPDX-License-Identifier: MIT
// The sizes of the shares of all groups, those without a backend too, so that the end of every Hello is known; and what
// backends of one group have in common. docs/PROTOCOL.md has the same table.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// From this group on a share begins with its size in 2 bytes. Those of the groups below have fixed sizes.
inline constexpr std::uint8_t first_sized_group = 6;
/// The most bytes of a share behind its size, so that what a message can make a stream wait for is bounded.
inline constexpr std::size_t max_sized_share = 16384;

/// The two messages with a share. That of group 5 differs: a key in the Hello, a ciphertext in the Hey.
enum class share_of : std::uint8_t { hello, hey };

/// The size of the share of a group below first_sized_group.
[[nodiscard]] constexpr std::size_t fixed_share_size(std::uint8_t group, share_of message) noexcept {
    constexpr std::uint16_t sizes[first_sized_group] = {16, 32, 256, 384, 65, 1216};
    return group == 5 && message == share_of::hey ? std::size_t{1120} : sizes[group];
}

/// How many bytes of size are in front of a group's share.
[[nodiscard]] constexpr std::size_t share_head_size(std::uint8_t group) noexcept {
    return group >= first_sized_group ? 2 : 0;
}

namespace group_registry {

/// RFC 7748 section 5, for every backend to inherit from; concepts/group.hpp says what the members are.
struct x25519 {
    static constexpr std::uint8_t group_id = 1;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
};

}  // namespace group_registry
}  // namespace TSCP_ABI
}  // namespace tscp
