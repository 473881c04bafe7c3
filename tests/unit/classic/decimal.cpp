// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <tscp/classic/decimal.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using tscp::errc;

template <class Number>
std::string digits_of(const Number& number) {
    std::array<std::uint8_t, 512> buffer{};
    tscp::writer out{buffer};
    REQUIRE(number.write_to(out));
    return {out.written().begin(), out.written().end()};
}

template <class Limb>
void check_limb() {
    using number = tscp::classic::decimal<40, Limb>;
    const auto read = [](const std::string& digits) { return *number::parse(digits); };

    SECTION("what is read is written") {
        for (const char* digits : {"0", "7", "10", "9999", "10000", "999999999", "1000000000", "100000000000000000000",
                                   "9999999999999999999999999999999999999999"}) {
            CHECK(digits_of(read(digits)) == digits);
            CHECK(read(digits).size() == std::string{digits}.size());
        }
    }
    SECTION("anything but a number as the original writes it is refused") {
        for (const char* bad : {"", "-1", "+1", " 1", "1 ", "01", "00", "1a", "0x1", "1:", "1\n"}) {
            CHECK(number::parse(std::string{bad}).error() == errc::malformed_number);
        }
        CHECK(number::parse(std::string(41, '9')).error() == errc::out_of_range);
        CHECK(number::parse(std::string(41, '9') + "x").error() == errc::malformed_number);
        CHECK(number::parse(std::string(5000, '9')).error() == errc::out_of_range);
    }
    SECTION("multiply_add and divide undo each other") {
        auto value = read("123456789012345678901234567890");
        value.multiply_add(number::max_factor, number::max_factor - 1);
        CHECK(value.remainder(number::max_factor) == number::max_factor - 1);
        CHECK(value.divide(number::max_factor) == number::max_factor - 1);
        CHECK(digits_of(value) == "123456789012345678901234567890");
        CHECK(value.remainder(138831) == 63147);  // 123456789012345678901234567890 mod 138831
    }
    SECTION("bytes stand for the same number") {
        const auto value = read("340282366920938463463374607431768211455");  // 2^128 − 1
        std::array<std::uint8_t, 16> bytes{};
        REQUIRE(value.write_bytes(bytes));
        for (const std::uint8_t byte : bytes) { CHECK(byte == 0xff); }
        CHECK(number::compare(*number::from_bytes(bytes), value) == 0);
        CHECK(number::from_bytes(std::vector<std::uint8_t>(20, 0xff)).error() == errc::out_of_range);
        CHECK(number::from_bytes(std::vector<std::uint8_t>(1000, 0xff)).error() == errc::out_of_range);
        std::vector<std::uint8_t> padded(1000);
        padded.back() = 9;
        CHECK(digits_of(*number::from_bytes(padded)) == "9");
        std::array<std::uint8_t, 15> small{};
        CHECK(value.write_bytes(small).error() == errc::buffer_too_small);
        CHECK(small == std::array<std::uint8_t, 15>{});
    }
    SECTION("comparison and leading digits") {
        CHECK(number::compare(read("9"), read("10")) < 0);
        CHECK(number::compare(read("100000000000000000001"), read("100000000000000000000")) > 0);
        CHECK(digits_of(read("123456789012345").template leading<4>()) == "1234");
        CHECK(digits_of(read("12").template leading<4>()) == "12");
        CHECK(number{}.is_zero());
        CHECK_FALSE(read("1").is_zero());
    }
    SECTION("what goes beyond the capacity is told") {
        number largest;
        for (std::size_t i = 0; i < number::max_size; ++i) { CHECK(largest.multiply_add(10, 9) == 0); }
        CHECK(largest.multiply_add(10, 0) == 9);
        CHECK(largest.multiply_add(1000, 0) == 999);
    }
    SECTION("operands out of their range stop the program, where it is checked") {
        if constexpr (tscp::config::checked) {
            number value = read("12345");
            CHECK(test::stops([&] { value.multiply_add(number::max_factor + 1, 0); }));
            CHECK(test::stops([&] { value.multiply_add(1, 0, number::limb_count + 1); }));
            CHECK(test::stops([&] { value.divide(0); }));
            CHECK(test::stops([&] { value.divide(number::max_factor + 1); }));
            CHECK(test::stops([&] { (void)value.digit(number::max_size); }));
        }
    }
    SECTION("a buffer that is too small stays as it was") {
        std::array<std::uint8_t, 4> buffer{};
        tscp::writer out{buffer};
        CHECK(read("12345").write_to(out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
        CHECK(buffer == std::array<std::uint8_t, 4>{});
    }
}

}  // namespace

TEST_CASE("decimal numbers in limbs of four digits") { check_limb<std::uint16_t>(); }
TEST_CASE("decimal numbers in limbs of the chip") { check_limb<tscp::config::decimal_limb>(); }

TEST_CASE("division by constants without a divider is exact") {
    using four = tscp::classic::detail::decimal_base<std::uint16_t>;
    std::uint32_t failures = 0;
    const auto check = [&](std::uint32_t number) {
        failures += four::carry_of(number) != number / 10000U ? 1U : 0U;
        failures += tscp::classic::detail::tenth(number) != number / 10U ? 1U : 0U;
    };
    for (std::uint64_t number = 0; number <= 0xffffffffU; number += 9973) { check(static_cast<std::uint32_t>(number)); }
    // Around every multiple of the divisor, where a quotient would first be wrong.
    for (std::uint64_t multiple = 10000; multiple <= 0xffffffffU; multiple += 10000) {
        check(static_cast<std::uint32_t>(multiple - 1));
        check(static_cast<std::uint32_t>(multiple));
    }
    check(0xffffffffU);
    CHECK(failures == 0);
}

TEST_CASE("the carry of the chip's limbs is exact for every number of two limbs' width") {
    using base = tscp::classic::detail::decimal_base<tscp::config::decimal_limb>;
    constexpr auto most = std::numeric_limits<base::wide>::max();
    std::uint32_t failures = 0;
    const auto check = [&](base::wide number) { failures += base::carry_of(number) != number / base::value ? 1U : 0U; };
    // Around multiples of the divisor, the highest among them.
    constexpr base::wide step = most / base::value / 100003 + 1;
    for (base::wide quotient = most / base::value; quotient >= step; quotient -= step) {
        check(quotient * base::value - 1);
        check(quotient * base::value);
    }
    check(most);
    CHECK(failures == 0);
}
