// SPDX-License-Identifier: MIT
// expect: tscp: the public value and the shared secrets of a long-term key have 1 to 65,535 bytes.
#include <tscp/concepts/key_agreement.hpp>

struct key {
    static constexpr std::uint8_t group_id = 9;
#if defined(SOUND)
    static constexpr std::size_t public_size = 32;
#else
    static constexpr std::size_t public_size = 0;
#endif
    static constexpr std::size_t shared_size = 32;
    static constexpr bool constant_time = true;
    tscp::byte_view public_value() const noexcept { return {}; }
    tscp::result<void> agree(tscp::byte_view, tscp::byte_span) const noexcept { return {}; }
};

static_assert(tscp::require_key_agreement<key>());
