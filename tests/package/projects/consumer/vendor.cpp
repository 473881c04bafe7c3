// SPDX-License-Identifier: MIT
// The same digest by Crypto++ and Mbed TLS, and 2^10 mod 1000 = 24 by Boost.
#include <tscp/backend/boost/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>
#include <tscp/backend/mbedtls/sha256.hpp>

template <class Hash>
bool is_sha256() {
    std::uint8_t digest[32];
    Hash hash;
    hash.update(tscp::bytes_of("abc"));
    hash.finish(digest);
    return digest[0] == 0xba && digest[31] == 0xad;
}

int main() {
    using integer = tscp::boost_backend::integer<64>;
    const std::uint8_t base[] = {2};
    const std::uint8_t exponent[] = {10};
    const std::uint8_t modulus[] = {3, 232};
    const auto power =
        integer::mod_pow(*integer::from_bytes(base), *integer::from_bytes(exponent), 4, *integer::from_bytes(modulus));
    std::uint8_t value[1];
    const bool digests = is_sha256<tscp::cryptopp::sha256>() && is_sha256<tscp::mbedtls::sha256>();
    return digests && power && power->write_bytes(value) && value[0] == 24 ? 0 : 1;
}
