// SPDX-License-Identifier: MIT
// Products of words: each way gives the same, and says on which chip it takes a constant time.
#include <array>
#include <cstdint>
#include <type_traits>

#include <tscp/core/product.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::config::multiplier;

// Where carries come and go between halves: ends of each half, and numbers with a bit alone.
std::array<std::uint32_t, 18> corners() {
    return {0U,          1U,          2U,          0x7fffU,     0x8000U,     0xffffU,
            0x10000U,    0x10001U,    0x1ffffU,    0x7fffffffU, 0x80000000U, 0x80000001U,
            0xffff0000U, 0xffff0001U, 0xffff7fffU, 0xfffeffffU, 0xfffffffeU, 0xffffffffU};
}

template <class Product>
void check_products() {
    for (const std::uint32_t left : corners()) {
        for (const std::uint32_t right : corners()) {
            const std::uint64_t product = std::uint64_t{left} * right;
            // The largest addend: the sum of product and two words is the largest number of 64 bits.
            const std::array<std::uint64_t, 3> addends{0, 1, std::uint64_t{0x1fffffffe}};
            for (const std::uint64_t addend : addends) {
                CAPTURE(left, right, addend);
                REQUIRE(Product::add(left, right, addend) == product + addend);
            }
            REQUIRE(Product::low(left, right) == static_cast<std::uint32_t>(product));
        }
    }
}

}  // namespace

TEST_CASE("products from halves, from bits and of the chip are the same") {
    check_products<tscp::native_product>();
    check_products<tscp::product_of_halves>();
    check_products<tscp::product_of_bits>();
}

TEST_CASE("the product that is taken unasked is constant-time") {
    STATIC_REQUIRE(tscp::constant_time_product::constant_time);
    STATIC_REQUIRE(tscp::product_of_bits::constant_time);
    STATIC_REQUIRE(tscp::native_product::constant_time == (tscp::config::chip_multiplier == multiplier::constant_time));
}

#if defined(__SIZEOF_INT128__)
TEST_CASE("the product of 64-bit words has 128 bits") {
    if constexpr (std::is_same_v<tscp::config::limb, std::uint64_t>) {
        const std::uint64_t most = ~std::uint64_t{0};
        const auto product = tscp::constant_time_product::add(tscp::config::limb{most}, tscp::config::limb{most}, 7);
        CHECK(static_cast<std::uint64_t>(product) == 8);
        CHECK(static_cast<std::uint64_t>(product >> 64U) == most - 1);
    }
}
#endif
