// SPDX-License-Identifier: MIT
// expect: tscp: where a hash backend offers digest, it must be `static void digest(byte_view message, byte_span out)
// expect: noexcept`.
#include <tscp/concepts/hash.hpp>

struct hash {
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    hash() noexcept = default;
    hash(const hash&) noexcept {}
    void update(tscp::byte_view) noexcept {}
    void finish(tscp::byte_span) noexcept {}
#if defined(SOUND)
    static void digest(tscp::byte_view, tscp::byte_span) noexcept {}
#else
    static void digest(tscp::byte_view, tscp::byte_span) {}
#endif
};

static_assert(tscp::require_hash<hash>());
