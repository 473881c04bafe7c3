// SPDX-License-Identifier: MIT
// expect: tscp: an integer backend must state `static constexpr std::size_t capacity_bits`.
#include <tscp/concepts/integer.hpp>

struct number {
#if defined(SOUND)
    static constexpr std::size_t capacity_bits = 64;
#else
#endif
    static constexpr bool constant_time = false;
    number() noexcept = default;
    number(number&&) noexcept = default;
    static tscp::result<number> from_bytes(tscp::byte_view) noexcept { return number{}; }
    tscp::result<void> write_bytes(tscp::byte_span) const noexcept { return {}; }
    static tscp::result<number> mod_pow(const number&, const number&, std::size_t, const number&) noexcept {
        return number{};
    }
};

static_assert(tscp::require_integer<number>());
