// SPDX-License-Identifier: MIT
// expect: tscp: the public values of groups 0 to 4 have the sizes of their shares in docs/PROTOCOL.md; group 5 is
// expect: reserved.
#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/concepts/suites.hpp>

struct group {
    static constexpr std::uint8_t group_id = 4;
    static constexpr std::size_t private_size = 32;
#if defined(SOUND)
    static constexpr std::size_t public_size = 65;
#else
    static constexpr std::size_t public_size = 64;
#endif
    static constexpr std::size_t shared_size = 32;
    static constexpr bool static_keys = false;
    static constexpr bool constant_time = true;
    static tscp::result<void> public_value(tscp::byte_view, tscp::byte_span) noexcept { return {}; }
    static tscp::result<void> agree(tscp::byte_view, tscp::byte_view, tscp::byte_span) noexcept { return {}; }
};

[[maybe_unused]] constexpr std::uint8_t id = tscp::suite<group, tscp::portable::chacha20_poly1305>::id;
