// SPDX-License-Identifier: MIT
// expect: tscp: a long-term key must offer `byte_view public_value() const noexcept`.
#include <tscp/concepts/key_agreement.hpp>

struct key {
    static constexpr std::uint8_t group_id = 9;
    static constexpr std::size_t public_size = 32;
    static constexpr std::size_t shared_size = 32;
    static constexpr bool constant_time = true;
#if defined(SOUND)
    tscp::byte_view public_value() const noexcept { return {}; }
#else
    tscp::byte_view public_value() const { return {}; }
#endif
    tscp::result<void> agree(tscp::byte_view, tscp::byte_span) const noexcept { return {}; }
};

static_assert(tscp::require_key_agreement<key>());
