// SPDX-License-Identifier: MIT
// The kernel of SHA-256's compression function against the portable code, and the digest of "abc".
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/core/bytes.hpp>

#include "kernels.hpp"

namespace kernels {

void check_sha256(failures& out, std::uint32_t count) noexcept {
    using tscp::portable::detail::plain_sha256;
    using tscp::portable::detail::sha256_compression;
    random_words draws;
    for (std::uint32_t i = 0; i < count; ++i) {
        words<8> expected = draws.number<8>();
        words<8> got = expected;
        words<16> block = draws.number<16>();
        words<16> same_block = block;
        sha256_compression::compress(got, block);
        plain_sha256::compress(expected, same_block);
        out.check(got == expected, "SHA-256's compression");
    }
    // FIPS 180-2, appendix B.1.
    constexpr std::array<std::uint8_t, 32> digest_of_abc{
        0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
        0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    std::array<std::uint8_t, 32> digest;
    tscp::portable::sha256 hash;
    hash.update(tscp::bytes_of("abc"));
    hash.finish(digest);
    out.check(digest == digest_of_abc, "SHA-256 of abc");
}

}  // namespace kernels
