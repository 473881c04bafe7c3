// SPDX-License-Identifier: MIT
// X25519 and SHA-256 let other work run: before each product in the field and around each compression, as often for one
// input as for another.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/work_between_yields.hpp"

namespace {

using test::bytes;
using test::counted_product;
using scheduler = test::noting_scheduler;

using group = tscp::portable::basic_x25519<std::uint32_t, counted_product, scheduler>;

std::vector<std::uint64_t> slices_of_agreement(const bytes& key, const bytes& peer) {
    return test::slices_of_agreement<group, tscp::portable::x25519>(key, peer);
}

std::size_t yields_of_hash(std::size_t size) {
    const bytes message(size, 0x61);
    static_cast<void>(scheduler::take());
    bytes digest(32);
    tscp::portable::yielding_sha256<scheduler> hash;
    hash.update(message);
    hash.finish(digest);
    const std::size_t calls = scheduler::take().size() - 1;
    bytes expected(32);
    tscp::portable::sha256 whole;
    whole.update(message);
    whole.finish(expected);
    CHECK(digest == expected);
    return calls;
}

}  // namespace

TEST_CASE("X25519 yields before each multiplication in the field, and little more is between two calls") {
    test::repeatable_random random{74};
    const auto slices = slices_of_agreement(random.draw(32), random.draw(32));

    // The ladder has 255 steps of 9 multiplications; the inversion has 254 squarings and 15 multiplications, and one
    // follows.
    CHECK(slices.size() == 255 * 9 + 254 + 15 + 1 + 1);
    CHECK(slices.front() <= 8);
    // Eight limbs by eight, and the upper half by 38; what a carry adds; a multiple by 121666 and up to four sums.
    constexpr std::uint64_t multiplication = 8 * 8 + 8 + 2;
    CHECK(*std::max_element(slices.begin(), slices.end()) <= multiplication + 8 + 2 + 4 * 2);
}

TEST_CASE("X25519 yields as often and after as much work for every key") {
    test::repeatable_random random{75};
    const bytes peer = random.draw(32);
    const auto slices = slices_of_agreement(bytes(32), peer);
    CHECK(slices_of_agreement(bytes(32, 0xff), peer) == slices);
    CHECK(slices_of_agreement(random.draw(32), random.draw(32)) == slices);
}

TEST_CASE("SHA-256 yields before and after each compression") {
    CHECK(yields_of_hash(0) == 2);
    CHECK(yields_of_hash(55) == 2);
    CHECK(yields_of_hash(56) == 4);
    CHECK(yields_of_hash(64) == 4);
    CHECK(yields_of_hash(1000) == 2 * 16);
}
