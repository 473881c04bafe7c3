// SPDX-License-Identifier: MIT
// expect: (no matching function|no matching constructor)
#include <array>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/hedged_random.hpp>

struct source {
    bool fill(tscp::byte_span) noexcept { return true; }
};
struct counter {
    bool operator()(std::uint64_t&) noexcept { return true; }
};
using hedged = tscp::hedged_random<tscp::portable::sha256, source, counter>;

#if defined(SOUND)
hedged make(source& random, tscp::byte_view key) { return hedged{random, tscp::device_secret_view{key}, 0, {}}; }
#else
hedged make(source& random, tscp::byte_view key) { return hedged{random, key, 0, {}}; }
#endif
