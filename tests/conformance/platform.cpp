// SPDX-License-Identifier: MIT
// One suite over every platform: the contract and the defaults.
#include <chrono>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/freestanding.hpp>
#include <tscp/platform/host.hpp>

#include "../concepts/archetypes/rest.hpp"
#include "../support/catch.hpp"

namespace {

struct chip {
    using random = archetype::random;
    static std::uint64_t ticks() noexcept { return 42; }
    static constexpr std::uint64_t ticks_per_second = 8000000;
};

template <class Platform>
constexpr bool keeps_contract = tscp::require_platform<Platform>() && tscp::is_platform<Platform>;

static_assert(keeps_contract<tscp::platform::host> && keeps_contract<tscp::platform::freestanding>);
static_assert(keeps_contract<archetype::platform> && keeps_contract<chip>);
static_assert(std::is_same_v<tscp::platform::host::random, tscp::platform::os_random>);
static_assert(std::is_same_v<tscp::platform::freestanding::random, tscp::platform::callback_random>);

}  // namespace

TEST_CASE("the host's clock goes forward, in nanoseconds") {
    using host = tscp::platform_traits<tscp::platform::host>;
    STATIC_REQUIRE(host::ticks_per_second() == 1000000000);
    const auto clock_before = std::chrono::steady_clock::now();
    const std::uint64_t before = host::ticks();
    std::uint64_t last = before;
    while (last - before < 1000000) {
        const std::uint64_t now = host::ticks();
        if (now < last) { FAIL("the clock went back"); }
        last = now;
    }
    const auto passed = std::chrono::steady_clock::now() - clock_before;
    CHECK(passed >= std::chrono::milliseconds{1});
}

TEST_CASE("a platform's own clock is used, and where there is none it stands still") {
    CHECK(tscp::platform_traits<chip>::ticks() == 42);
    CHECK(tscp::platform_traits<chip>::ticks_per_second() == 8000000);
    for (int i = 0; i < 2; ++i) {
        CHECK(tscp::platform_traits<archetype::platform>::ticks() == 0);
        CHECK(tscp::platform_traits<tscp::platform::freestanding>::ticks() == 0);
    }
    CHECK(tscp::platform_traits<archetype::platform>::ticks_per_second() == 1);
}
