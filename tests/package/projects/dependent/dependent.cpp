// SPDX-License-Identifier: MIT
// A function of a library that stands on tscp.
#include "dependent.hpp"

std::uint8_t first_byte_of_digest(tscp::byte_view message) {
    std::uint8_t digest[tscp::portable::sha256::digest_size];
    tscp::portable::sha256 hash;
    hash.update(message);
    hash.finish(digest);
    return digest[0];
}
