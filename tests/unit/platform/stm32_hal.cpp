// SPDX-License-Identifier: MIT
// STM32's HAL over stand-ins for its functions.
#include <cstddef>
#include <cstdint>
#include <vector>

#include <stm32l4xx_hal.h>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/stm32_hal.hpp>

#include "filled.hpp"

namespace {

// What the peripheral gives: its words in order, then the result `at_end`.
struct peripheral {
    std::vector<std::uint32_t> words;
    HAL_StatusTypeDef at_end = HAL_ERROR;
    std::size_t given = 0;
};
peripheral rng;
RNG_HandleTypeDef handle{&rng};
std::uint32_t ticks = 0;

}  // namespace

HAL_StatusTypeDef HAL_RNG_GenerateRandomNumber(RNG_HandleTypeDef* hrng, std::uint32_t* random32bit) {
    auto& from = *static_cast<peripheral*>(hrng->Instance);
    if (from.given == from.words.size()) {
        *random32bit = 0x55555555;  // not to be used
        return from.at_end;
    }
    *random32bit = from.words[from.given++];
    return HAL_OK;
}
std::uint32_t HAL_GetTick() { return ticks; }

using stm32_hal = tscp::platform_traits<tscp::platform::stm32_hal>;

TEST_CASE("STM32: the first word is for comparison, every byte of the others is used once") {
    for (const std::size_t size : {0U, 1U, 3U, 4U, 5U, 16U}) {
        rng = {{0x99999999, 0x04030201, 0x08070605, 0x0c0b0a09, 0x100f0e0d}};
        tscp::platform::stm32_hal::random random{handle};
        CHECK(test::filled(random, size) == test::counted(size, 1));
        CHECK(rng.given == 1 + (size + 3) / 4);
    }
}

TEST_CASE("STM32: each fill begins with a word for comparison") {
    rng = {{0x99999999, 0x04030201, 0x77777777, 0x08070605}};
    tscp::platform::stm32_hal::random random{handle};
    CHECK(test::filled(random, 4) == test::counted(4, 1));
    CHECK(test::filled(random, 4) == test::counted(4, 5));
}

TEST_CASE("STM32: an error of the HAL is one of the generator") {
    for (const HAL_StatusTypeDef status : {HAL_ERROR, HAL_BUSY, HAL_TIMEOUT}) {
        for (const std::size_t good : {0U, 1U, 2U}) {
            rng = {std::vector<std::uint32_t>(good), status};
            for (std::size_t i = 0; i < good; ++i) { rng.words[i] = static_cast<std::uint32_t>(i + 1); }
            tscp::platform::stm32_hal::random random{handle};
            test::bytes out(8);
            CHECK_FALSE(random.fill(out));
        }
    }
}

TEST_CASE("STM32: a peripheral that repeats a word, or has none, is refused") {
    test::bytes out(8);
    for (const std::vector<std::uint32_t>& words :
         {std::vector<std::uint32_t>{5, 5, 6}, {5, 6, 6}, {0, 5, 6}, {5, 0, 6}, {5, 6, 0}}) {
        rng = {words};
        tscp::platform::stm32_hal::random random{handle};
        CHECK_FALSE(random.fill(out));
    }
    rng = {{5, 6, 5}};
    tscp::platform::stm32_hal::random random{handle};
    CHECK(random.fill(out));
}

TEST_CASE("STM32: the clock goes on where the tick wraps") {
    STATIC_REQUIRE(stm32_hal::has_clock);
    ticks = 0xfffffff0;
    CHECK(stm32_hal::now_ms() == 0xfffffff0);
    ticks = 0x10;
    CHECK(stm32_hal::now_ms() == 0x100000010);
}
