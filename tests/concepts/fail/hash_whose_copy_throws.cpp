// SPDX-License-Identifier: MIT
// expect: tscp: to copy a hash backend must not throw.
#include <tscp/concepts/hash.hpp>

struct digest {
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    digest() noexcept = default;
#if defined(SOUND)
    digest(const digest&) noexcept {}
#else
    digest(const digest&) {}
#endif
    void update(tscp::byte_view) noexcept {}
    void finish(tscp::byte_span) noexcept {}
};

static_assert(tscp::require_hash<digest>());
