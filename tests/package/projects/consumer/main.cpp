// SPDX-License-Identifier: MIT
// SHA-256 of "abc" begins with ba 78 (FIPS 180-4).
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/version.hpp>

#if defined(EXPECTED_PATCH)
static_assert(tscp::version_patch == EXPECTED_PATCH);
#endif

int main() {
    std::uint8_t digest[32];
    tscp::hash_traits<tscp::portable::sha256>::digest(tscp::bytes_of("abc"), digest);
    return digest[0] == 0xba && digest[1] == 0x78 ? 0 : 1;
}
