// SPDX-License-Identifier: MIT
// expect: tscp: an integer backend must offer `static result<T> from_bytes(byte_view) noexcept`.
#include <tscp/concepts/integer.hpp>

struct number {
    static constexpr std::size_t capacity_bits = 64;
    static constexpr bool constant_time = false;
    number() noexcept = default;
    number(number&&) noexcept = default;
#if defined(SOUND)
    static tscp::result<number> from_bytes(tscp::byte_view) noexcept { return number{}; }
#else
    static tscp::result<number> from_bytes(tscp::byte_view) { return number{}; }
#endif
    tscp::result<void> write_bytes(tscp::byte_span) const noexcept { return {}; }
    static tscp::result<number> mod_pow(const number&, const number&, std::size_t, const number&) noexcept {
        return number{};
    }
};

static_assert(tscp::require_integer<number>());
