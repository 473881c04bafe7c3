// SPDX-License-Identifier: MIT
// The same digest by Crypto++, and 2^10 mod 1000 = 24 by Boost.
#include <tscp/backend/boost/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>

int main() {
    std::uint8_t digest[32];
    tscp::cryptopp::sha256 hash;
    hash.update(tscp::bytes_of("abc"));
    hash.finish(digest);

    using integer = tscp::boost_backend::integer<64>;
    const std::uint8_t base[] = {2};
    const std::uint8_t exponent[] = {10};
    const std::uint8_t modulus[] = {3, 232};
    const auto power =
        integer::mod_pow(*integer::from_bytes(base), *integer::from_bytes(exponent), 4, *integer::from_bytes(modulus));
    std::uint8_t value[1];
    return digest[0] == 0xba && power && power->write_bytes(value) && value[0] == 24 ? 0 : 1;
}
