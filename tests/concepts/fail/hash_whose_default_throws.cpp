// SPDX-License-Identifier: MIT
// expect: tscp: a hash backend must be the empty message when default-constructed, and must not throw.
#include <tscp/concepts/hash.hpp>

struct digest {
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
#if defined(SOUND)
    digest() noexcept = default;
#else
    digest() {}
#endif
    digest(const digest&) = default;
    void update(tscp::byte_view) noexcept {}
    void finish(tscp::byte_span) noexcept {}
};

static_assert(tscp::require_hash<digest>());
