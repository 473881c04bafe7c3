// SPDX-License-Identifier: MIT
// FFDHE over portable integers lets other tasks run: before each multiplication, as often for one key as for another.
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tscp/backend/portable/integer.hpp>
#include <tscp/concepts/platform.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/platform/host.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/work_between_yields.hpp"

namespace {

using test::bytes;
using test::counted_product;
using scheduler = test::noting_scheduler;

template <std::size_t Bits>
using counted_integer = tscp::portable::integer<Bits, std::uint32_t, counted_product, scheduler>;

// The products of a multiplication of 2048 bits: for each of 64 limbs of one factor all of the other and of the
// modulus, and one that finds the multiple of the modulus.
constexpr std::uint64_t multiplication_2048 = 64 * (64 + 64 + 1);

using group = tscp::ffdhe2048<counted_integer<2048>>;
static_assert(group::constant_time);

std::vector<std::uint64_t> slices_of_agreement(const bytes& key, const bytes& peer) {
    return test::slices_of_agreement<group, tscp::ffdhe2048<tscp::portable::integer<2048>>>(key, peer);
}

}  // namespace

TEST_CASE("FFDHE yields before each multiplication, and nothing longer is between two calls") {
    test::repeatable_random random{71};
    const bytes peer = random.draw(group::public_size);
    const auto slices = slices_of_agreement(random.draw(group::private_size), peer);

    // The table has 14 powers above the base; 58 windows of 4 bits follow, of which the first is looked up and each
    // other takes 4 squarings and a product; into Montgomery's form, out of it, and once for the number 1 in it.
    constexpr std::size_t multiplications = 14 + 57 * 5 + 3;
    CHECK(slices.size() == multiplications + 1);
    CHECK(slices.front() == 0);
    for (std::size_t i = 1; i < slices.size(); ++i) {
        CAPTURE(i);
        REQUIRE(slices[i] == multiplication_2048);
    }
}

TEST_CASE("FFDHE yields as often and after as much work for every key") {
    test::repeatable_random random{72};
    const bytes peer = random.draw(group::public_size);
    bytes smallest(group::private_size);
    smallest.back() = 1;
    const auto slices = slices_of_agreement(smallest, peer);
    CHECK(slices_of_agreement(bytes(group::private_size, 0xff), peer) == slices);
    CHECK(slices_of_agreement(random.draw(group::private_size), peer) == slices);
    CHECK(slices_of_agreement(random.draw(group::private_size), random.draw(group::public_size)) == slices);
}

TEST_CASE("a power modulo an even number yields too, and at most two multiplications are between two calls") {
    using integer = counted_integer<512>;
    test::repeatable_random random{73};
    const auto base = integer::from_bytes(random.draw(64));
    REQUIRE(base);
    for (const std::uint8_t last_byte : {std::uint8_t{0x80}, std::uint8_t{0x02}, std::uint8_t{0}}) {
        bytes modulus_bytes = random.draw(64);
        modulus_bytes[60] = last_byte | 1U;
        modulus_bytes[61] = modulus_bytes[62] = 0;
        modulus_bytes[63] = last_byte;
        const auto modulus = integer::from_bytes(modulus_bytes);
        REQUIRE(modulus);
        std::vector<std::uint64_t> first;
        for (const bytes& exponent_bytes : {bytes(64), bytes(64, 0xff), random.draw(64)}) {
            const auto exponent = integer::from_bytes(exponent_bytes);
            REQUIRE(exponent);
            static_cast<void>(scheduler::take());
            REQUIRE(integer::mod_pow(*base, *exponent, 512, *modulus));
            const auto slices = scheduler::take();
            for (const std::uint64_t slice : slices) { REQUIRE(slice <= 2 * 16 * (16 + 16 + 1)); }
            if (first.empty()) { first = slices; }
            CHECK(slices == first);
            CHECK(slices.size() > 512);
        }
    }
}

TEST_CASE("every platform can be yielded to, one without yield too") {
    using integer = tscp::portable::yielding_integer<128, tscp::platform_traits<tscp::platform::host>>;
    const auto base = integer::from_bytes(bytes{3});
    const auto exponent = integer::from_bytes(bytes{5});
    const auto modulus = integer::from_bytes(bytes{7});
    const auto power = integer::mod_pow(*base, *exponent, 3, *modulus);
    REQUIRE(power);
    bytes out(1);
    REQUIRE(power->write_bytes(out));
    CHECK(out == bytes{5});
}
