// SPDX-License-Identifier: MIT
// expect: tscp: a hash backend must offer `void update(byte_view message) noexcept`.
#include <tscp/concepts/hash.hpp>

struct digest {
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    digest() noexcept = default;
    digest(const digest&) noexcept {}
#if defined(SOUND)
    void update(tscp::byte_view) noexcept {}
#else
    void update(tscp::byte_view) {}
#endif
    void finish(tscp::byte_span) noexcept {}
};

static_assert(tscp::require_hash<digest>());
