// SPDX-License-Identifier: MIT
// The hedged generator: values computed from PROTOCOL.md's formula by another HMAC, and everything that must fail it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/hedged_random.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;

struct constant_source {
    bool works = true;
    bool fill(tscp::byte_span out) const noexcept {
        for (std::uint8_t& byte : out) { byte = 0x5a; }
        return works;
    }
};

// Counts on from a number, or fails.
struct counter {
    std::uint64_t* next;
    bool works = true;
    bool operator()(std::uint64_t& number) const noexcept {
        number = (*next)++;
        return works;
    }
};

using hedged = tscp::hedged_random<tscp::portable::sha256, constant_source, counter>;

static_assert(tscp::require_random<hedged>());
static_assert(!std::is_constructible_v<tscp::device_secret_view, bytes>);
static_assert(!std::is_convertible_v<tscp::byte_view, tscp::device_secret_view>);

bytes secret_of(std::size_t size) {
    bytes out(size);
    for (std::size_t i = 0; i < size; ++i) { out[i] = static_cast<std::uint8_t>(0x40 + i); }
    return out;
}

constexpr std::uint64_t first_number = 0x0102030405060708;

std::string drawn(std::uint8_t role, std::uint64_t number) {
    const bytes secret = secret_of(32);
    constant_source source;
    hedged random{source, tscp::device_secret_view{secret}, role, {&number}};
    bytes out(40);
    REQUIRE(random.fill(out));
    return test::to_hex(out);
}

}  // namespace

TEST_CASE("the draws are those of the formula") {
    CHECK(drawn(1, first_number) == "93d66f774c88dd32247537cc85c81da07408676ebefc19c3f9e87dc591f41e492c23fc1addcdc52f");
    CHECK(drawn(0, first_number + 1) ==
          "bdd0b0997538cfec22824d8473ada4ff9a106dea900180822366cab7681e8d122786ae41316f6097");
}

TEST_CASE("every draw takes a number, and roles are apart") {
    const bytes secret = secret_of(32);
    constant_source source;
    std::uint64_t number = first_number;
    hedged random{source, tscp::device_secret_view{secret}, 1, {&number}};
    bytes first(40);
    bytes second(40);
    REQUIRE(random.fill(first));
    REQUIRE(random.fill(second));
    CHECK(number == first_number + 2);
    CHECK(first != second);
    CHECK(test::to_hex(second) == drawn(1, first_number + 1));
    CHECK(drawn(0, first_number + 1) != drawn(1, first_number + 1));
}

TEST_CASE("a device secret of fewer than 32 bytes fails every draw, and takes no number") {
    for (std::size_t size = 0; size <= 64; ++size) {
        CAPTURE(size);
        const bytes secret = secret_of(size);
        constant_source source;
        std::uint64_t number = first_number;
        hedged random{source, tscp::device_secret_view{secret}, 1, {&number}};
        for (int i = 0; i < 3; ++i) {
            bytes out(8, 0xee);
            CHECK(random.fill(out) == (size >= 32));
            CHECK((out == bytes(8, 0xee)) == (size < 32));
        }
        CHECK(number == first_number + (size < 32 ? 0 : 3));
    }
    constant_source source;
    std::uint64_t number = first_number;
    hedged random{source, {}, 1, {&number}};
    bytes out(8);
    CHECK_FALSE(random.fill(out));
}

TEST_CASE("a source or a counter that fails, and too much at once, fail the draw") {
    const bytes secret = secret_of(32);
    std::uint64_t number = first_number;
    bytes out(8160, 0xee);
    constant_source broken{false};
    CHECK_FALSE(hedged{broken, tscp::device_secret_view{secret}, 1, {&number}}.fill(out));
    constant_source source;
    CHECK_FALSE(hedged{source, tscp::device_secret_view{secret}, 1, {&number, false}}.fill(out));
    CHECK(out == bytes(8160, 0xee));
    hedged random{source, tscp::device_secret_view{secret}, 1, {&number}};
    CHECK(random.fill(out));
    bytes longer(8161, 0xee);
    CHECK_FALSE(random.fill(longer));
    CHECK(longer == bytes(8161, 0xee));
}
