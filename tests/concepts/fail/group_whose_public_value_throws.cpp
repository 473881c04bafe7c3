// SPDX-License-Identifier: MIT
// expect: tscp: a group backend must offer `static result<void> public_value(byte_view private_key, byte_span out)
// expect: noexcept`.
#include <tscp/concepts/group.hpp>

struct group {
    static constexpr std::uint8_t group_id = 9;
    static constexpr std::size_t private_size = 32;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;
#if defined(SOUND)
    static tscp::result<void> public_value(tscp::byte_view, tscp::byte_span) noexcept { return {}; }
#else
    static tscp::result<void> public_value(tscp::byte_view, tscp::byte_span) { return {}; }
#endif
    static tscp::result<void> agree(tscp::byte_view, tscp::byte_view, tscp::byte_span) noexcept { return {}; }
};

static_assert(tscp::require_group<group>());
