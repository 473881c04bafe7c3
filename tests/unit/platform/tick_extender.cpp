// SPDX-License-Identifier: MIT
// Clocks of 64 bits from counters of 32.
#include <cstdint>

#include <tscp/platform/tick_extender.hpp>

#include "../../support/catch.hpp"

TEST_CASE("a counter's wraps are counted") {
    tscp::platform::tick_extender clock;
    CHECK(clock.extend(5) == 5);
    CHECK(clock.extend(5) == 5);
    CHECK(clock.extend(0xffffffff) == 0xffffffff);
    CHECK(clock.extend(0) == 0x100000000);
    CHECK(clock.extend(7) == 0x100000007);
    // All but a round later.
    CHECK(clock.extend(6) == 0x200000006);
    CHECK(clock.extend(0x80000000) == 0x280000000);
    CHECK(clock.extend(0x7fffffff) == 0x37fffffff);
}
