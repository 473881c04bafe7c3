// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted constructor|no matching constructor|no matching function)
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
hedged make(source& random, const std::array<std::uint8_t, 32>& key) {
    return hedged{random, tscp::device_secret_view{key}, 0, {}};
}
#else
hedged make(source& random) { return hedged{random, tscp::device_secret_view{std::array<std::uint8_t, 32>{}}, 0, {}}; }
#endif
