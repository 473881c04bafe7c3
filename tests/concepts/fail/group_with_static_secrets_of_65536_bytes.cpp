// SPDX-License-Identifier: MIT
// expect: tscp: a group with static keys has public_size and shared_size of at most 65,535 bytes.
#include <tscp/concepts/group.hpp>

struct group {
    static constexpr std::uint8_t group_id = 9;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
#if defined(SOUND)
    static constexpr std::size_t shared_size = 65535;
#else
    static constexpr std::size_t shared_size = 65536;
#endif
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;
    static tscp::result<void> public_value(tscp::byte_view, tscp::byte_span) noexcept { return {}; }
    static tscp::result<void> agree(tscp::byte_view, tscp::byte_view, tscp::byte_span) noexcept { return {}; }
};

static_assert(tscp::require_group<group>());
