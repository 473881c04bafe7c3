// SPDX-License-Identifier: MIT
// Arduino over stand-ins for its functions, behind its macros.
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/arduino.hpp>

#include "filled.hpp"

namespace {

unsigned long milliseconds = 0;
int yields = 0;

}  // namespace

void yield() { ++yields; }
unsigned long millis() { return milliseconds; }

using arduino = tscp::platform_traits<tscp::platform::arduino>;

TEST_CASE("Arduino: there are no random bytes but those of the user's function") {
    using random = tscp::platform::arduino::random;
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<random>);
    const auto draw = [](void*, std::uint8_t* out, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) { out[i] = static_cast<std::uint8_t>(i + 1); }
        return true;
    };
    random of_the_user{draw};
    CHECK(test::filled(of_the_user, 33) == test::counted(33, 1));
    random of_nobody{nullptr};
    test::bytes out(32);
    CHECK_FALSE(of_nobody.fill(out));
}

TEST_CASE("Arduino: yield is the core's") {
    const int before = yields;
    arduino::yield();
    CHECK(yields == before + 1);
}

TEST_CASE("Arduino: the clock goes on where millis wraps") {
    STATIC_REQUIRE(arduino::has_clock);
    milliseconds = 0xfffffff0;
    CHECK(arduino::now_ms() == 0xfffffff0);
    milliseconds = 0x10;
    CHECK(arduino::now_ms() == 0x100000010);
}
