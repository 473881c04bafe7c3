// SPDX-License-Identifier: MIT
// One suite over every platform that runs here: the contract, and what stands in for what a platform lacks. Those of
// vendors are in tests/unit/platform.
#include <chrono>
#include <cstdint>
#include <type_traits>

#include <tscp/concepts/platform.hpp>
#include <tscp/platform/freestanding.hpp>
#include <tscp/platform/host.hpp>

#include "../concepts/archetypes/rest.hpp"
#include "../support/catch.hpp"

namespace {

// All that a platform may have.
struct chip {
    using random = archetype::random;
    static void yield() noexcept { ++yields; }
    static std::uint64_t now_ms() noexcept { return 42; }
    static inline int yields = 0;
};

template <class Platform>
constexpr bool keeps_contract = tscp::require_platform<Platform>() && tscp::is_platform<Platform>;

static_assert(keeps_contract<tscp::platform::host> && keeps_contract<tscp::platform::freestanding>);
static_assert(keeps_contract<archetype::platform> && keeps_contract<chip>);
static_assert(std::is_same_v<tscp::platform::host::random, tscp::platform::os_random>);
static_assert(std::is_same_v<tscp::platform::freestanding::random, tscp::platform::callback_random>);

// Whatever a platform offers, its traits can be yielded to.
static_assert(tscp::is_yield<tscp::platform_traits<tscp::platform::host>>);
static_assert(tscp::is_yield<tscp::platform_traits<archetype::platform>>);
static_assert(tscp::is_yield<chip> && !tscp::is_yield<archetype::platform>);

}  // namespace

TEST_CASE("the host's clock goes forward, in milliseconds") {
    using host = tscp::platform_traits<tscp::platform::host>;
    STATIC_REQUIRE(host::has_clock);
    const auto clock_before = std::chrono::steady_clock::now();
    const std::uint64_t before = host::now_ms();
    std::uint64_t last = before;
    while (last - before < 3) {
        const std::uint64_t now = host::now_ms();
        if (now < last) { FAIL("the clock went back"); }
        last = now;
    }
    // From within one millisecond to the beginning of the third after it.
    const auto passed = std::chrono::steady_clock::now() - clock_before;
    CHECK(passed >= std::chrono::milliseconds{2});
    CHECK(passed < std::chrono::seconds{60});
}

TEST_CASE("a platform's own clock and yield are used") {
    using traits = tscp::platform_traits<chip>;
    STATIC_REQUIRE(traits::has_clock);
    CHECK(traits::now_ms() == 42);
    chip::yields = 0;
    traits::yield();
    CHECK(chip::yields == 1);
}

TEST_CASE("a platform without clock and yield says so, and yields to nobody") {
    STATIC_REQUIRE_FALSE(tscp::platform_traits<archetype::platform>::has_clock);
    STATIC_REQUIRE_FALSE(tscp::platform_traits<tscp::platform::freestanding>::has_clock);
    tscp::platform_traits<archetype::platform>::yield();
}
