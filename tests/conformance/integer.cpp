// SPDX-License-Identifier: MIT
// One suite over every integer backend: the contract of concepts/integer.hpp, and known answers.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/concepts/integer.hpp>

#include "../support/memory_of.hpp"
#include "integer_answers.hpp"
#include "integer_backends.hpp"

namespace {

using test::bytes;
using test::hex_of;
using test::number;
using test::power;
using test::to_hex;
using tscp::errc;

template <class Integer>
constexpr std::size_t size_of = Integer::capacity_bits / 8;

template <class Integer>
void check_bytes() {
    constexpr std::size_t size = size_of<Integer>;
    const std::string zero(2 * size, '0');
    CHECK(hex_of(Integer{}) == zero);
    CHECK(hex_of(number<Integer>({})) == zero);
    for (const bytes& edge : test::edges(size)) {
        const Integer value = number<Integer>(edge);
        CHECK(hex_of(value) == to_hex(edge));
        bytes longer(size + 9);
        std::copy(edge.begin(), edge.end(), longer.begin() + 9);
        CHECK(hex_of(number<Integer>(longer)) == to_hex(edge));

        // Every buffer that the number fits, and no smaller one.
        const std::size_t needed = (test::bit_length(edge) + 7) / 8;
        for (std::size_t room = 0; room < size + 5; ++room) {
            bytes out(room, 0xee);
            const auto written = value.write_bytes(out);
            bytes expected = longer;
            expected.erase(expected.begin(), expected.end() - static_cast<std::ptrdiff_t>(room));
            CHECK(written.error() == (room < needed ? errc::buffer_too_small : errc::none));
            CHECK(out == (room < needed ? bytes(room, 0xee) : expected));
        }
    }
    bytes too_large(size + 1);
    too_large[0] = 1;
    CHECK(Integer::from_bytes(too_large).error() == errc::out_of_range);
    too_large.resize(3 * size);
    CHECK(Integer::from_bytes(too_large).error() == errc::out_of_range);
}

template <class Integer>
void check_mod_pow() {
    constexpr std::size_t size = size_of<Integer>;
    const std::string refused = "error " + std::to_string(static_cast<int>(errc::out_of_range));
    const auto small = [](const char* byte) { return std::string(2 * size - 2, '0') + byte; };
    CHECK(power<Integer>({2}, {3}, 8, {0}) == refused);
    CHECK(power<Integer>({2}, {8}, 3, {7}) == refused);
    CHECK(power<Integer>({2}, {1}, 0, {7}) == refused);
    CHECK(power<Integer>({2}, bytes(size, 0xff), Integer::capacity_bits - 1, {7}) == refused);
    CHECK(power<Integer>({2}, {3}, Integer::capacity_bits + 1, {7}) == refused);
    CHECK(power<Integer>({2}, {3}, static_cast<std::size_t>(-1), {7}) == refused);
    CHECK(power<Integer>({2}, {0}, 0, {7}) == small("01"));
    CHECK(power<Integer>({0}, {0}, 0, {7}) == small("01"));
    CHECK(power<Integer>({0}, {0}, 0, {1}) == small("00"));
    CHECK(power<Integer>({2}, {7}, 3, {255}) == small("80"));

    // One object in all three places: 27^27 mod 27.
    const Integer same = number<Integer>({27});
    const auto value = Integer::mod_pow(same, same, 5, same);
    REQUIRE(value);
    CHECK(hex_of(*value) == small("00"));
    CHECK(hex_of(same) == small("1b"));
}

template <class Integer>
void check_compare() {
    const auto all = test::edges(size_of<Integer>);
    for (const bytes& left : all) {
        for (const bytes& right : all) {
            const int order = tscp::integer_traits<Integer>::compare(number<Integer>(left), number<Integer>(right));
            CHECK((order < 0) == (left < right));
            CHECK((order == 0) == (left == right));
        }
    }
}

template <class Integer>
void check_contract() {
    STATIC_REQUIRE(tscp::require_integer<Integer>());
    STATIC_REQUIRE(tscp::is_integer<Integer>);
    check_bytes<Integer>();
    check_mod_pow<Integer>();
    check_compare<Integer>();
    Integer source = number<Integer>({5, 6, 7});
    CHECK(hex_of(Integer{std::move(source)}).substr(2 * size_of<Integer> - 6) == "050607");
}

template <std::size_t Bits>
void check_known_answers() {
    test::for_each_backend<Bits>([](auto* type, const std::string& name) {
        using integer = std::remove_pointer_t<decltype(type)>;
        if (name == "archetype" && Bits > 512) { return; }  // too slow
        std::size_t checked = 0;
        for (const test::known_answer& known : test::known_answers) {
            if (known.capacity_bits != Bits) { continue; }
            CAPTURE(name, known.base, known.exponent, known.modulus);
            const std::string value = power<integer>(test::from_hex(known.base), test::from_hex(known.exponent), Bits,
                                                     test::from_hex(known.modulus));
            const std::string expected = known.power;
            CHECK(value == std::string(Bits / 4 - expected.size(), '0') + expected);
            ++checked;
        }
        CHECK(checked > 0);
    });
}

template <std::size_t Bits>
void check_every_contract() {
    test::for_each_vendor<Bits>([](auto* type, const char* name) {
        CAPTURE(name, Bits);
        check_contract<std::remove_pointer_t<decltype(type)>>();
    });
}

}  // namespace

TEST_CASE("every integer backend keeps the contract") {
    check_every_contract<128>();
    check_every_contract<512>();
    check_every_contract<2048>();
    check_contract<archetype::integer<128>>();
}

TEST_CASE("known exponentiations") {
    check_known_answers<128>();
    check_known_answers<512>();
    check_known_answers<2048>();
}

TEST_CASE("a destroyed number leaves no copy of itself in its memory") {
    test::for_each_backend<512>([](auto* type, const std::string& name) {
        CAPTURE(name);
        using integer = std::remove_pointer_t<decltype(type)>;
        test::memory_of<integer> memory;
        memory.make(number<integer>(bytes(64, 0xa5)));
        // Where a backend keeps it plainly in the object, that the test can see it at all.
        if (name.find("portable") == 0 || name == "boost") { CHECK(memory.holds(bytes(64, 0xa5))); }
        memory.destroy();
        CHECK_FALSE(memory.holds(bytes(2, 0xa5)));
    });
}
