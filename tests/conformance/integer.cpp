// SPDX-License-Identifier: MIT
// One suite over every integer backend: the contract of concepts/integer.hpp, known answers, and all against each
// other.
#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <tscp/backend/portable/integer.hpp>
#include <tscp/concepts/integer.hpp>
#if defined(TSCP_TEST_BOOST)
#include <tscp/backend/boost/integer.hpp>
#endif
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/integer.hpp>
#endif

#include "../concepts/archetypes/integer.hpp"
#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace {

using test::bytes;
using test::from_hex;
using test::to_hex;
using tscp::errc;

// Calls `visit(type, name)` for each backend with a capacity of Bits.
template <std::size_t Bits, class Visit>
void for_each_vendor(const Visit& visit) {
    visit(static_cast<tscp::portable::integer<Bits, std::uint32_t>*>(nullptr), "portable, 32-bit limbs");
    visit(static_cast<tscp::portable::integer<Bits, tscp::config::limb>*>(nullptr), "portable");
#if defined(TSCP_TEST_BOOST)
    visit(static_cast<tscp::boost_backend::integer<Bits>*>(nullptr), "boost");
#endif
#if defined(TSCP_TEST_CRYPTOPP)
    visit(static_cast<tscp::cryptopp::integer<Bits>*>(nullptr), "cryptopp");
#endif
}

template <std::size_t Bits, class Visit>
void for_each_backend(const Visit& visit) {
    for_each_vendor<Bits>(visit);
    visit(static_cast<archetype::integer<Bits>*>(nullptr), "archetype");
}

template <class Integer>
std::string hex_of(const Integer& value) {
    bytes out(Integer::capacity_bits / 8, 0xee);
    REQUIRE(value.write_bytes(out));
    return to_hex(out);
}

template <class Integer>
Integer number(const bytes& from) {
    auto value = Integer::from_bytes(from);
    REQUIRE(value);
    return std::move(*value);
}

template <class Integer>
std::string power(const bytes& base, const bytes& exponent, std::size_t exponent_bits, const bytes& modulus) {
    const auto value =
        Integer::mod_pow(number<Integer>(base), number<Integer>(exponent), exponent_bits, number<Integer>(modulus));
    return value ? hex_of(*value) : "error " + std::to_string(static_cast<int>(value.error()));
}

struct known_answer {
    const char *base, *exponent, *modulus, *power;
};

// clang-format off
const known_answer known_answers[] = {
    // base, exponent, modulus, base^exponent mod modulus, by Python's pow()
    {"00000000000000000000000000021e4f", "0000000000000000000000000000004e",
     "000000000000259adf9443b52c2c8d47", "00000000000018a07a57c04817649f2a"},
    {"00000000000000000000000000021e4f", "00000000000000000000000000000069",
     "000000000000259adf9443b52c2c8d47", "00000000000005e0a9d28cdb6a9f53dd"},
    {"0000000000000000000000000000000b", "0000000000000000000000000000009d",
     "0000007e37be2022c0914b2680000007", "00000069f0f58e9f54b56f9b81688087"},
    {"00000000000000000000000000000002", "0000000000000000000000000000000a",
     "000000000000000000000000000003e8", "00000000000000000000000000000018"},
    {"00000000000000000000000000000000", "00000000000000000000000000000000",
     "00000000000000000000000000000007", "00000000000000000000000000000001"},
    {"00000000000000000000000000000000", "00000000000000000000000000000005",
     "00000000000000000000000000000007", "00000000000000000000000000000000"},
    {"00000000000000000000000000000005", "00000000000000000000000000000000",
     "00000000000000000000000000000001", "00000000000000000000000000000000"},
    {"0000000000000000000000000000007b", "0000000000000000000000000000002d",
     "00000000000000000000000000000001", "00000000000000000000000000000000"},
    {"ffffffffffffffffffffffffffffffff", "000000000000000000000000000000ff",
     "ffffffffffffffffffffffffffffffff", "00000000000000000000000000000000"},
    {"ffffffffffffffffffffffffffffffff", "00000000000000000000000000000003",
     "fffffffffffffffffffffffffffffffe", "00000000000000000000000000000001"},
    {"00000000000000010000000000000000", "00000000000000000000000000000002",
     "00000000000000010000000000000001", "00000000000000000000000000000001"},
    {"0000000000000000ffffffffffffffff", "0000000000000000ffffffffffffffff",
     "00000000000000010000000000000000", "0000000000000000ffffffffffffffff"},
    {"00000000000000000000000000000003", "000000000000000000000000000000c8",
     "80000000000000000000000000000000", "03ecf6f6e4a7ae225bfaff1eaaf8b0a1"},
    {"00000000000000000000000000000007", "0000000000000000000000000000000d",
     "00000000000000000000000100000000", "0000000000000000000000008f08f8e7"},
    {"00000000000000000000000000000006", "0000000000000000000000000000004d",
     "00000000000000030000000000000000", "00000000000000000000000000000000"},
    {"1818e811892f902bd23f0824128b2f33", "00000000000000000ed904759531985d",
     "0000000000000000000004d3ca9d3794", "00000000000000000000021243906c97"},
    {"6cad4a268d116ece1738f7d93d9c1724", "00000000000000000000000000000001",
     "002c01404cca86c1b7b3ae640f3a77a8", "000a3368f914c09093a270d3a544b064"},
    {"93bd04cf0fd630f1f29d0da9953f48f1", "0becd7b03898d190f9ebdacc0cb1e29c",
     "00000000000000e4f28c105d1fb17c23", "00000000000000cc69e5d047ff8e83e1"},
    {"8f6d05584ef8aa38922766581e27a1c0", "0000000000000000000000000000001a",
     "000000000250885efab76f125b2c0000", "0000000000cb39256fb93e7994540000"},
    {"0f4205b4907a70c31012f037b64ce422", "0000000000000000000000000000007f",
     "000000000c068e3f551e48e9cda40000", "000000000829701b55a6f87937b80000"},
    {"4cbd87ad5c90a9587403e430ec66a787", "000000000000000000000000000000cb",
     "00000c6f87736bb583f440f68b180000", "0000028eca95ef97bb5486ed4c91d517"},
    {"867347214cdd2055930d6eaf14f4733f", "72e6cc3ababced2057ee05cde00902c7",
     "0000000000000000000000000165e299", "0000000000000000000000000106c135"},
    {"5790f82ec1d3fcff2a3af4d46b0a18e8", "000000000000000000000000000000ee",
     "0000000000000000007d37c979fa0000", "00000000000000000046920150400000"},
    {"92b1d3f28ede0d7ac3baea9e13deef86", "0000000000000000b1fee08f57124242",
     "00000000000000000a097c976bf46c69", "000000000000000002a864267a64e50d"},
    {"17f5e837d70820fe119a72d174c9df6a", "0000000000000000b2715945795e8229",
     "000000000000000000001fc998289fcd", "000000000000000000000e8bdd5c56d7"},
    {"ae658f33fe3b890b93f448b3a5aa3c81", "e315128862c33a4fb774eb5248db40af",
     "00000000005d96a10f88080b10a3d6b3", "000000000024f2f7eb81fbeb2abc5bdf"},
    {"0f17a3007e62aa0a1df9fd789c653938", "000000000000000000000000000000c4",
     "000000001e19cb0171abc1d635558f40", "0000000001ad4724d33625e6d15cda40"},
    {"14a0f9e77f1b103cdf1582b0eab477d2", "00000000000000000000000000000072",
     "00000000000000000005e4238e19e000", "00000000000000000002b308e8028000"},
    {"8cdb305fdd2e16096e36aab0d1bc52d9", "00000000000000006a50df4db4d66a3a",
     "00000000000000000008e40e8ca81811", "0000000000000000000061dd504ff348"},
    {"26bb7dbd2d1c9af0153e7c2a26a2c0bd", "000000000000000000000000000000a8",
     "616499c9e25a7605aec6f0245bd86d41", "13b95a2f8fe02f8beae44f4eb635edda"},
};
// clang-format on

// Numbers at the borders of limbs and of the capacity.
std::vector<bytes> edges(std::size_t size) {
    std::vector<bytes> numbers;
    const auto add = [&](std::size_t bit, int difference) {  // 2^bit + difference
        bytes value(size);
        if (bit < 8 * size) { value[size - 1 - bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8)); }
        for (std::size_t i = size; difference != 0 && i-- > 0;) {
            const int sum = int{value[i]} + difference;
            value[i] = static_cast<std::uint8_t>(sum);
            difference = sum < 0 ? -1 : sum > 255 ? 1 : 0;
        }
        numbers.push_back(value);
    };
    for (const std::size_t bit :
         {std::size_t{1}, std::size_t{32}, std::size_t{64}, std::size_t{96}, 8 * size - 1, 8 * size}) {
        for (const int difference : {-2, -1, 0, 1}) {
            if (bit != 8 * size || difference < 0) { add(bit, difference); }
        }
    }
    add(0, -1);  // zero
    add(0, 0);
    return numbers;
}

bytes plus(bytes value, int difference) {
    for (std::size_t i = value.size(); difference != 0 && i-- > 0;) {
        const int sum = int{value[i]} + difference;
        value[i] = static_cast<std::uint8_t>(sum);
        difference = sum < 0 ? -1 : sum > 255 ? 1 : 0;
    }
    return value;
}

// A number of a random length, so that small ones are as frequent as large ones.
bytes random_number(test::repeatable_random& random, std::size_t size) {
    bytes value = random.draw(size);
    const std::size_t zeros = random.below(size);
    std::fill(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(zeros), std::uint8_t{0});
    return value;
}

template <std::size_t Bits>
void check_same(const bytes& base, const bytes& exponent, std::size_t exponent_bits, const bytes& modulus,
                std::size_t& count) {
    std::string first;
    for_each_vendor<Bits>([&](auto* type, const char* name) {
        using integer = std::remove_pointer_t<decltype(type)>;
        const std::string value = power<integer>(base, exponent, exponent_bits, modulus);
        if (first.empty()) { first = value; }
        CAPTURE(name, to_hex(base), to_hex(exponent), exponent_bits, to_hex(modulus));
        CHECK(value == first);
    });
    ++count;
}

template <std::size_t Bits>
std::size_t check_random(std::size_t cases) {
    test::repeatable_random random{Bits};
    constexpr std::size_t size = Bits / 8;
    const auto borders = edges(size);
    std::size_t count = 0;
    for (std::size_t i = 0; i < cases; ++i) {
        bytes modulus = random.below(3) == 0 ? borders[random.below(borders.size())] : random_number(random, size);
        if (random.below(2) == 0) { modulus.back() = static_cast<std::uint8_t>(modulus.back() | 1U); }
        bytes base = random_number(random, size);
        switch (random.below(6)) {
            case 0: base = plus(modulus, 1); break;
            case 1: base = plus(modulus, -1); break;
            case 2: base = modulus; break;
            case 3: base = borders[random.below(borders.size())]; break;
            default: break;
        }
        bytes exponent = random.below(2) == 0 ? random.draw(1) : random_number(random, size);
        if (random.below(8) == 0) { exponent = borders[random.below(borders.size())]; }
        check_same<Bits>(base, exponent, exponent.size() == 1 ? 8 : Bits, modulus, count);
    }
    return count;
}

template <class Integer>
void check_contract() {
    STATIC_REQUIRE(tscp::require_integer<Integer>());
    STATIC_REQUIRE(tscp::is_integer<Integer>);
    constexpr std::size_t size = Integer::capacity_bits / 8;

    // Zero, and bytes in and out, with zeros on the left.
    CHECK(hex_of(Integer{}) == std::string(2 * size, '0'));
    CHECK(hex_of(number<Integer>({})) == std::string(2 * size, '0'));
    for (const bytes& edge : edges(size)) {
        CHECK(hex_of(number<Integer>(edge)) == to_hex(edge));
        bytes longer(edge.size() + 9);
        std::copy(edge.begin(), edge.end(), longer.begin() + 9);
        CHECK(hex_of(number<Integer>(longer)) == to_hex(edge));
        bytes wide(size + 5, 0xee);
        REQUIRE(number<Integer>(edge).write_bytes(wide));
        CHECK(to_hex(wide) == std::string(10, '0') + to_hex(edge));
    }
    bytes too_large(size + 1);
    too_large[0] = 1;
    CHECK(Integer::from_bytes(too_large).error() == errc::out_of_range);

    // A buffer that is just large enough, and one that is not.
    const auto value = number<Integer>({1, 2, 3});
    bytes small(3);
    REQUIRE(value.write_bytes(small));
    CHECK(small == bytes{1, 2, 3});
    bytes smaller(2);
    CHECK(value.write_bytes(smaller).error() == errc::buffer_too_small);

    // Refused exponentiations.
    const std::string refused = "error " + std::to_string(static_cast<int>(errc::out_of_range));
    CHECK(power<Integer>({2}, {3}, 8, {0}) == refused);
    CHECK(power<Integer>({2}, {8}, 3, {7}) == refused);
    CHECK(power<Integer>({2}, {1}, 0, {7}) == refused);
    CHECK(power<Integer>({2}, {3}, Integer::capacity_bits + 1, {7}) == refused);
    CHECK(power<Integer>({2}, {0}, 0, {7}).back() == '1');
    CHECK(power<Integer>({2}, {7}, 3, {255}) == std::string(2 * size - 2, '0') + "80");

    // A moved number is the number, and comparison, by the default where there is none of its own.
    auto first = number<Integer>({5});
    const Integer moved{std::move(first)};
    CHECK(hex_of(moved).back() == '5');
    using traits = tscp::integer_traits<Integer>;
    const auto all = edges(size);
    for (const bytes& left : all) {
        for (const bytes& right : all) {
            const int order = traits::compare(number<Integer>(left), number<Integer>(right));
            CHECK((order < 0) == (left < right));
            CHECK((order == 0) == (left == right));
        }
    }
}

}  // namespace

TEST_CASE("every integer backend keeps the contract") {
    for_each_backend<128>([](auto* type, const char* name) {
        CAPTURE(name);
        check_contract<std::remove_pointer_t<decltype(type)>>();
    });
    for_each_vendor<512>([](auto* type, const char* name) {
        CAPTURE(name);
        check_contract<std::remove_pointer_t<decltype(type)>>();
    });
}

TEST_CASE("known exponentiations") {
    for_each_backend<128>([](auto* type, const char* name) {
        using integer = std::remove_pointer_t<decltype(type)>;
        for (const known_answer& known : known_answers) {
            CAPTURE(name, known.base, known.exponent, known.modulus);
            CHECK(power<integer>(from_hex(known.base), from_hex(known.exponent), 128, from_hex(known.modulus)) ==
                  known.power);
        }
    });
}

TEST_CASE("all backends agree on random and edge values") {
    std::size_t count = check_random<128>(4000);
    count += check_random<512>(400);
    count += check_random<2048>(25);
    WARN(count << " exponentiations compared");
}

TEST_CASE("all backends agree on every pair of edges, modulus and base") {
    const auto numbers = edges(16);
    std::size_t count = 0;
    for (const bytes& modulus : numbers) {
        for (const bytes& base : numbers) { check_same<128>(base, {0xa5}, 8, modulus, count); }
    }
    WARN(count << " exponentiations compared");
}
