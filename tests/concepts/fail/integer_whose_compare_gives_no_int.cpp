// SPDX-License-Identifier: MIT
// expect: tscp: where an integer backend offers compare, it must be `static int compare(const T& left, const T& right)
// expect: noexcept`.
#include <tscp/concepts/integer.hpp>

struct number {
    static constexpr std::size_t capacity_bits = 64;
    static constexpr bool constant_time = false;
    number() noexcept = default;
    number(number&&) noexcept = default;
    static tscp::result<number> from_bytes(tscp::byte_view) noexcept { return number{}; }
    tscp::result<void> write_bytes(tscp::byte_span) const noexcept { return {}; }
    static tscp::result<number> mod_pow(const number&, const number&, std::size_t, const number&) noexcept {
        return number{};
    }
#if defined(SOUND)
    static int compare(const number&, const number&) noexcept { return 0; }
#else
    static bool compare(const number&, const number&) noexcept { return true; }
#endif
};

static_assert(tscp::require_integer<number>());
