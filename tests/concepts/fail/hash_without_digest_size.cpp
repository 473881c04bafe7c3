// SPDX-License-Identifier: MIT
// expect: tscp: a hash backend must state `static constexpr std::size_t digest_size`, in bytes.
#include <tscp/concepts/hash.hpp>

struct digest {
#if defined(SOUND)
    static constexpr std::size_t digest_size = 32;
#else
#endif
    static constexpr std::size_t block_size = 64;
    digest() noexcept = default;
    digest(const digest&) = default;
    void update(tscp::byte_view) noexcept {}
    void finish(tscp::byte_span) noexcept {}
};

static_assert(tscp::require_hash<digest>());
