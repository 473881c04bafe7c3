// SPDX-License-Identifier: MIT
// The nRF5 SDK over stand-ins for its functions.
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/nrf.hpp>

#include "filled.hpp"

namespace {

// A pool of 8 bytes, which is full at every fourth attempt, or never.
struct pool {
    bool fills = true;
    std::uint32_t attempts = 0;
    std::uint8_t next_byte = 1;
};
pool bytes_of_the_chip;

}  // namespace

ret_code_t nrf_drv_rng_rand(std::uint8_t* p_buff, std::uint8_t length) {
    pool& from = bytes_of_the_chip;
    if (!from.fills || length > 8 || ++from.attempts % 4 != 0) { return NRF_ERROR_NOT_FOUND; }
    for (std::uint8_t i = 0; i < length; ++i) { p_buff[i] = from.next_byte++; }
    return NRF_SUCCESS;
}

TEST_CASE("nRF5 SDK: bytes are those of the pool, as it fills") {
    STATIC_REQUIRE(tscp::require_platform<tscp::platform::nrf>());
    tscp::platform::nrf::random random;
    for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 32U, 300U}) {
        bytes_of_the_chip = {};
        CHECK(test::filled(random, size) == test::counted(size, 1));
        CHECK(bytes_of_the_chip.attempts == 4 * ((size + 7) / 8));
    }
}

TEST_CASE("nRF5 SDK: a pool that does not fill is an error, not an endless loop") {
    tscp::platform::nrf::random random;
    test::bytes out(32);
    bytes_of_the_chip.fills = false;
    CHECK_FALSE(random.fill(out));
    bytes_of_the_chip.fills = true;
    CHECK(random.fill(out));
}
