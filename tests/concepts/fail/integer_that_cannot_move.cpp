// SPDX-License-Identifier: MIT
// expect: tscp: an integer backend must be movable without throwing, and must keep its number when moved.
#include <tscp/concepts/integer.hpp>

struct number {
    static constexpr std::size_t capacity_bits = 64;
    static constexpr bool constant_time = false;
    number() noexcept = default;
#if defined(SOUND)
    number(number&&) noexcept = default;
#else
    number(number&&) = delete;
#endif
    static tscp::result<number> from_bytes(tscp::byte_view) noexcept { return number{}; }
    tscp::result<void> write_bytes(tscp::byte_span) const noexcept { return {}; }
    static tscp::result<number> mod_pow(const number&, const number&, std::size_t, const number&) noexcept {
        return number{};
    }
};

static_assert(tscp::require_integer<number>());
