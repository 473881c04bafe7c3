// SPDX-License-Identifier: MIT
// One suite over every random generator: the contract, numbers of a few bits, and what a failure looks like.
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include <tscp/concepts/random.hpp>
#include <tscp/platform/freestanding.hpp>
#include <tscp/platform/host.hpp>
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/random.hpp>
#endif

#include "../concepts/archetypes/rest.hpp"
#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace {

bool fill_with_counter(void* context, std::uint8_t* out, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) { out[i] = (*static_cast<std::uint8_t*>(context))++; }
    return true;
}

bool fail(void*, std::uint8_t*, std::size_t) { return false; }

// Every byte of every size is overwritten, and nothing beside it.
template <class Random>
void check_fill(Random& random) {
    STATIC_REQUIRE(tscp::require_random<Random>());
    STATIC_REQUIRE(tscp::is_random<Random>);
    constexpr std::array<std::size_t, 10> sizes = {0, 1, 2, 31, 255, 256, 257, 511, 512, 1000};
    for (const std::size_t size : sizes) {
        std::set<std::size_t> touched;
        for (int round = 0; round < 12; ++round) {
            const auto before = static_cast<std::uint8_t>(round % 2 == 0 ? 0xee : 0x11);
            test::bytes buffer(size + 2, before);
            REQUIRE(random.fill(tscp::byte_span{buffer}.subspan(1, size)));
            for (std::size_t i = 0; i < buffer.size(); ++i) {
                if (buffer[i] != before) { touched.insert(i); }
            }
            CHECK(buffer.front() == before);
            CHECK(buffer.back() == before);
        }
        CHECK(touched.size() == size);
    }
}

}  // namespace

TEST_CASE("every random generator fills what it is asked to") {
    tscp::platform::os_random from_kernel;
    check_fill(from_kernel);
    std::uint8_t counter = 1;
    tscp::platform::callback_random from_user{fill_with_counter, &counter};
    check_fill(from_user);
    archetype::random least;
    check_fill(least);
#if defined(TSCP_TEST_MBEDTLS)
    tscp::mbedtls::random from_vendor;
    check_fill(from_vendor);
#endif
}

namespace {

template <class Random>
void check_differences() {
    Random random;
    std::set<test::bytes> seen;
    for (int i = 0; i < 100; ++i) {
        test::bytes bytes(16);
        REQUIRE(random.fill(bytes));
        seen.insert(bytes);
    }
    CHECK(seen.size() == 100);
}

}  // namespace

TEST_CASE("the bytes of the kernel and of a vendor differ") {
    check_differences<tscp::platform::os_random>();
#if defined(TSCP_TEST_MBEDTLS)
    check_differences<tscp::mbedtls::random>();
#endif
}

TEST_CASE("numbers of a few bits take one byte each") {
    for (unsigned bits = 1; bits <= 8; ++bits) {
        std::uint8_t counter = 0;
        tscp::platform::callback_random random{fill_with_counter, &counter};
        for (unsigned value = 0; value < 256; ++value) {
            CHECK(*tscp::draw_bits(random, bits) == (value & ((1U << bits) - 1U)));
        }
    }
}

TEST_CASE("a number of no bits or of more than eight is refused, and takes no byte") {
    std::uint8_t counter = 0;
    tscp::platform::callback_random random{fill_with_counter, &counter};
    for (const unsigned bits : {0U, 9U, 16U, 31U, 32U, 33U, 0xffffffffU}) {
        CHECK(tscp::draw_bits(random, bits).error() == tscp::errc::out_of_range);
    }
    CHECK(counter == 0);
}

TEST_CASE("a generator that fails, and one that is not there, fail the draw") {
    tscp::platform::callback_random broken{fail};
    tscp::platform::callback_random missing{nullptr};
    CHECK(tscp::draw_bits(broken, 4).error() == tscp::errc::random_failed);
    CHECK(tscp::draw_bits(missing, 4).error() == tscp::errc::random_failed);
    test::bytes buffer(4, 0x5a);
    CHECK_FALSE(broken.fill(buffer));
    CHECK_FALSE(missing.fill(buffer));
    CHECK(buffer == test::bytes(4, 0x5a));
}
