// SPDX-License-Identifier: MIT
// All integer backends against each other: on random numbers, on edges, with odd and even moduli, at three capacities.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>
#include <type_traits>
#include <vector>

#include "integer_backends.hpp"

namespace {

using test::bytes;

// A number of a random length, so that small ones are as frequent as large ones.
bytes random_number(test::repeatable_random& random, std::size_t size) {
    bytes value = random.draw(size);
    const std::size_t zeros = random.below(size);
    std::fill(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(zeros), std::uint8_t{0});
    return value;
}

template <std::size_t Bits>
void check_same(const bytes& base, const bytes& exponent, std::size_t exponent_bits, const bytes& modulus) {
    std::string first;
    test::for_each_vendor<Bits>([&](auto* type, const char* name) {
        using integer = std::remove_pointer_t<decltype(type)>;
        const std::string value = test::power<integer>(base, exponent, exponent_bits, modulus);
        if (first.empty()) { first = value; }
        CAPTURE(name, test::to_hex(base), test::to_hex(exponent), exponent_bits, test::to_hex(modulus));
        CHECK(value == first);
    });
}

template <std::size_t Bits>
void check_random(std::size_t cases) {
    test::repeatable_random random{Bits};
    constexpr std::size_t size = Bits / 8;
    const auto borders = test::edges(size);
    for (std::size_t i = 0; i < cases; ++i) {
        bytes modulus = random.below(3) == 0 ? borders[random.below(borders.size())] : random_number(random, size);
        if (random.below(2) == 0) { modulus.back() = static_cast<std::uint8_t>(modulus.back() | 1U); }
        bytes base = random_number(random, size);
        switch (random.below(6)) {
            case 0: base = test::plus(modulus, 1); break;
            case 1: base = test::plus(modulus, -1); break;
            case 2: base = modulus; break;
            case 3: base = borders[random.below(borders.size())]; break;
            default: break;
        }
        bytes exponent = random.below(2) == 0 ? random.draw(1) : random_number(random, size);
        if (random.below(8) == 0) { exponent = borders[random.below(borders.size())]; }
        // From one bit too few, which all must refuse, up to the capacity.
        const std::size_t length = test::bit_length(exponent);
        const std::size_t least = length > 0 ? length - 1 : 0;
        const std::size_t bound = random.below(4) == 0 ? least + random.below(Bits - least + 1) : Bits;
        check_same<Bits>(base, exponent, bound, modulus);
    }
    std::cout << "capacity " << Bits << ": " << cases << " exponentiations compared\n";
}

}  // namespace

TEST_CASE("all integer backends agree on random and edge values") {
    check_random<128>(4000);
    check_random<512>(400);
    check_random<2048>(25);
    check_random<2496>(10);  // no whole power of two, and the most that Boost takes on 64-bit chips
}

TEST_CASE("all integer backends agree on every pair of edges, modulus and base") {
    const auto numbers = test::edges(16);
    for (const bytes& modulus : numbers) {
        for (const bytes& base : numbers) { check_same<128>(base, {0xa5}, 8, modulus); }
    }
}
