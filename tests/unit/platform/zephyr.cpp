// SPDX-License-Identifier: MIT
// Zephyr over stand-ins for its functions.
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/zephyr.hpp>

#include "filled.hpp"

namespace {

int driver_result = 0;
std::int64_t uptime = 0;
int yields = 0;

}  // namespace

int sys_csrand_get(void* dst, std::size_t len) {
    for (std::size_t i = 0; i < len; ++i) { static_cast<std::uint8_t*>(dst)[i] = static_cast<std::uint8_t>(i + 1); }
    return driver_result;
}
void k_yield() { ++yields; }
std::int64_t k_uptime_get() { return uptime; }

using zephyr = tscp::platform_traits<tscp::platform::zephyr>;

TEST_CASE("Zephyr: bytes are those of sys_csrand_get") {
    tscp::platform::zephyr::random random;
    for (const std::size_t size : {0U, 1U, 32U, 33U}) { CHECK(test::filled(random, size) == test::counted(size, 1)); }
}

TEST_CASE("Zephyr: an error of the entropy driver is one of the generator") {
    tscp::platform::zephyr::random random;
    test::bytes out(32);
    driver_result = -EIO;
    CHECK_FALSE(random.fill(out));
    driver_result = 0;
    CHECK(random.fill(out));
}

TEST_CASE("Zephyr: yield is the scheduler's") {
    const int before = yields;
    zephyr::yield();
    CHECK(yields == before + 1);
}

TEST_CASE("Zephyr: the clock is the uptime") {
    STATIC_REQUIRE(zephyr::has_clock);
    uptime = 5000000000;
    CHECK(zephyr::now_ms() == 5000000000);
}
