// SPDX-License-Identifier: MIT
// expect: tscp: a group backend must state group_id, private_size, public_size, shared_size, static_keys and
// expect: constant_time.
#include <tscp/concepts/group.hpp>

struct group {
#if defined(SOUND)
    static constexpr std::uint8_t group_id = 9;
#else
#endif
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;
    static tscp::result<void> public_value(tscp::byte_view, tscp::byte_span) noexcept { return {}; }
    static tscp::result<void> agree(tscp::byte_view, tscp::byte_view, tscp::byte_span) noexcept { return {}; }
};

static_assert(tscp::require_group<group>());
