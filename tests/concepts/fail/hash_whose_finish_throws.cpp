// SPDX-License-Identifier: MIT
// expect: tscp: a hash backend must offer `void finish(byte_span digest) noexcept`.
#include <tscp/concepts/hash.hpp>

struct digest {
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    digest() noexcept = default;
    digest(const digest&) noexcept {}
    void update(tscp::byte_view) noexcept {}
#if defined(SOUND)
    void finish(tscp::byte_span) noexcept {}
#else
    void finish(tscp::byte_span) {}
#endif
};

static_assert(tscp::require_hash<digest>());
