// SPDX-License-Identifier: MIT
// The integer backends of this build, and numbers to try them on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tscp/backend/portable/integer.hpp>
#if defined(TSCP_TEST_BOOST)
#include <tscp/backend/boost/integer.hpp>
#endif
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/integer.hpp>
#endif

#include "../concepts/archetypes/integer.hpp"
#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace test {

/// Calls `visit(pointer to the type, name)` for each vendor's integers with a capacity of Bits.
template <std::size_t Bits, class Visit>
void for_each_vendor(const Visit& visit) {
    visit(static_cast<tscp::portable::integer<Bits, std::uint32_t>*>(nullptr), "portable, 32-bit limbs");
    visit(static_cast<tscp::portable::integer<Bits, std::uint32_t, tscp::product_of_halves>*>(nullptr),
          "portable, products of halves");
    visit(static_cast<tscp::portable::integer<Bits, tscp::config::limb>*>(nullptr), "portable");
#if defined(TSCP_TEST_BOOST)
    visit(static_cast<tscp::boost_backend::integer<Bits>*>(nullptr), "boost");
#endif
#if defined(TSCP_TEST_CRYPTOPP)
    visit(static_cast<tscp::cryptopp::integer<Bits>*>(nullptr), "cryptopp");
#endif
}

/// The archetype too, which is slow.
template <std::size_t Bits, class Visit>
void for_each_backend(const Visit& visit) {
    for_each_vendor<Bits>(visit);
    visit(static_cast<archetype::integer<Bits>*>(nullptr), "archetype");
}

template <class Integer>
std::string hex_of(const Integer& value) {
    bytes out(Integer::capacity_bits / 8, 0xee);
    REQUIRE(value.write_bytes(out));
    return to_hex(out);
}

template <class Integer>
Integer number(const bytes& from) {
    auto value = Integer::from_bytes(from);
    REQUIRE(value);
    return std::move(*value);
}

/// base^exponent mod modulus as hexadecimal digits of the whole capacity, or the error.
template <class Integer>
std::string power(const bytes& base, const bytes& exponent, std::size_t exponent_bits, const bytes& modulus) {
    const auto value =
        Integer::mod_pow(number<Integer>(base), number<Integer>(exponent), exponent_bits, number<Integer>(modulus));
    return value ? hex_of(*value) : "error " + std::to_string(static_cast<int>(value.error()));
}

/// value + difference, which is small, modulo 2^(8·size).
inline bytes plus(bytes value, int difference) {
    for (std::size_t i = value.size(); difference != 0 && i-- > 0;) {
        const int sum = int{value[i]} + difference;
        value[i] = static_cast<std::uint8_t>(sum);
        difference = sum < 0 ? -1 : sum > 255 ? 1 : 0;
    }
    return value;
}

/// Zero, one, and the numbers around limbs' borders and the capacity's, of `size` bytes.
inline std::vector<bytes> edges(std::size_t size) {
    std::vector<bytes> numbers = {bytes(size), plus(bytes(size), 1)};
    for (const std::size_t bit :
         {std::size_t{1}, std::size_t{32}, std::size_t{64}, std::size_t{96}, 8 * size - 1, 8 * size}) {
        bytes power_of_two(size);
        if (bit < 8 * size) { power_of_two[size - 1 - bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8)); }
        for (const int difference : {-2, -1, 0, 1}) {
            if (bit != 8 * size || difference < 0) { numbers.push_back(plus(power_of_two, difference)); }
        }
    }
    return numbers;
}

/// The size of a number in bits, 0 for zero.
inline std::size_t bit_length(const bytes& value) {
    std::size_t bits = 8 * value.size();
    while (bits > 0 && ((value[value.size() - 1 - (bits - 1) / 8] >> ((bits - 1) % 8)) & 1) == 0) { --bits; }
    return bits;
}

}  // namespace test
