// SPDX-License-Identifier: MIT
// expect: tscp: the counter of hedged_random must be a callable `bool(std::uint64_t& number) noexcept`.
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/hedged_random.hpp>

struct source {
    bool fill(tscp::byte_span) noexcept { return true; }
};
struct counter {
#if defined(SOUND)
    bool operator()(std::uint64_t&) noexcept { return true; }
#else
    bool operator()(std::uint64_t&) { return true; }
#endif
};
using hedged = tscp::hedged_random<tscp::portable::sha256, source, counter>;

std::size_t size = sizeof(hedged);
