// SPDX-License-Identifier: MIT
// The Pico SDK over stand-ins for its functions.
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/pico_sdk.hpp>

#include "filled.hpp"

namespace {

std::uint64_t next_number = 0;
int numbers_drawn = 0;
std::uint64_t microseconds = 0;

}  // namespace

std::uint64_t get_rand_64() {
    ++numbers_drawn;
    const std::uint64_t number = next_number;
    next_number += 0x0808080808080808;
    return number;
}
std::uint64_t time_us_64() { return microseconds; }

using pico_sdk = tscp::platform_traits<tscp::platform::pico_sdk>;

TEST_CASE("Pico SDK: every byte of a number is used once") {
    tscp::platform::pico_sdk::random random;
    for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 32U, 33U}) {
        next_number = 0x0807060504030201;
        numbers_drawn = 0;
        CHECK(test::filled(random, size) == test::counted(size, 1));
        CHECK(numbers_drawn == static_cast<int>((size + 7) / 8));
    }
}

TEST_CASE("Pico SDK: the clock has milliseconds of the timer") {
    STATIC_REQUIRE(pico_sdk::has_clock);
    microseconds = 4294967296000 * 1000 + 999;
    CHECK(pico_sdk::now_ms() == 4294967296000);
}
