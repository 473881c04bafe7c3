// SPDX-License-Identifier: MIT
// expect: tscp: an integer backend must be zero when default-constructed, and must not throw.
#include <tscp/concepts/integer.hpp>

struct number {
    static constexpr std::size_t capacity_bits = 64;
    static constexpr bool constant_time = false;
#if defined(SOUND)
    number() noexcept = default;
#else
    number() {}
#endif
    number(number&&) noexcept = default;
    static tscp::result<number> from_bytes(tscp::byte_view) noexcept { return number{}; }
    tscp::result<void> write_bytes(tscp::byte_span) const noexcept { return {}; }
    static tscp::result<number> mod_pow(const number&, const number&, std::size_t, const number&) noexcept {
        return number{};
    }
};

static_assert(tscp::require_integer<number>());
