// SPDX-License-Identifier: MIT
// ESP-IDF over stand-ins for its functions.
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/esp_idf.hpp>

#include "filled.hpp"

namespace {

std::int64_t microseconds = 0;
int yields = 0;

}  // namespace

void esp_fill_random(void* buf, std::size_t len) {
    for (std::size_t i = 0; i < len; ++i) { static_cast<std::uint8_t*>(buf)[i] = static_cast<std::uint8_t>(i + 1); }
}
std::int64_t esp_timer_get_time() { return microseconds; }
void vPortYield() { ++yields; }

using esp_idf = tscp::platform_traits<tscp::platform::esp_idf>;

TEST_CASE("ESP-IDF: bytes are those of esp_fill_random") {
    tscp::platform::esp_idf::random random;
    for (const std::size_t size : {0U, 1U, 32U, 33U}) { CHECK(test::filled(random, size) == test::counted(size, 1)); }
}

TEST_CASE("ESP-IDF: yield is FreeRTOS's") {
    const int before = yields;
    esp_idf::yield();
    CHECK(yields == before + 1);
}

TEST_CASE("ESP-IDF: the clock has milliseconds of esp_timer") {
    STATIC_REQUIRE(esp_idf::has_clock);
    microseconds = 1999;
    CHECK(esp_idf::now_ms() == 1);
    microseconds = 4294967296000 * 1000;
    CHECK(esp_idf::now_ms() == 4294967296000);
}
