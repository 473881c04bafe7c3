// SPDX-License-Identifier: MIT
// What FFDHE over portable integers leaves on the stack: no copy of a shared secret, in none of the forms that it is
// computed in.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

#include <tscp/backend/portable/integer.hpp>
#include <tscp/group/ffdhe.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/own_stack.hpp"

namespace {

using test::bytes;

template <class Limb>
using numbers = tscp::portable::detail::limbs<Limb, 2048 / 8 / sizeof(Limb)>;

template <class Limb>
numbers<Limb> number_of(const bytes& big_endian) {
    numbers<Limb> number;
    for (std::size_t i = 0; i < big_endian.size(); ++i) {
        number[i / sizeof(Limb)] |=
            static_cast<Limb>(static_cast<Limb>(big_endian[big_endian.size() - 1 - i]) << (8 * (i % sizeof(Limb))));
    }
    return number;
}

template <class Number>
bytes memory_of_number(const Number& number) {
    bytes memory(sizeof(number));
    std::memcpy(memory.data(), &number[0], memory.size());
    return memory;
}

// True where no 16 bytes in a row of `secret` are left.
bool holds_none_of(const test::own_stack& stack, const bytes& secret) {
    bool none = true;
    for (std::size_t i = 0; i + 16 <= secret.size(); i += 8) {
        none = none && !stack.holds(tscp::byte_view{secret}.subspan(i, 16));
    }
    return none;
}

template <class Limb>
void check_ffdhe() {
    using group = tscp::ffdhe2048<tscp::portable::integer<2048, Limb>>;
    test::repeatable_random random{63};
    const bytes key = random.draw(group::private_size);
    const bytes peer = random.draw(group::public_size);
    bytes shared(group::shared_size);
    test::own_stack stack;
    bool done = false;
    stack.run([&] { done = static_cast<bool>(group::agree(key, peer, shared)); });
    REQUIRE(done);

    const auto number = number_of<Limb>(shared);
    const auto& prime = tscp::detail::ffdhe2048_facts::prime;
    const auto modulus = number_of<Limb>(bytes(std::begin(prime), std::end(prime)));
    const tscp::portable::detail::odd_ring<Limb, sizeof(numbers<Limb>) / sizeof(Limb)> ring{modulus};
    numbers<Limb> below;  // as it is tried whether the modulus can be subtracted once more
    Limb borrow = 0;
    for (std::size_t i = 0; i < sizeof(below) / sizeof(Limb); ++i) {
        below[i] = tscp::portable::detail::subtract_borrow(number[i], modulus[i], borrow);
    }
    CHECK(holds_none_of(stack, shared));
    CHECK(holds_none_of(stack, memory_of_number(number)));
    CHECK(holds_none_of(stack, memory_of_number(below)));
    CHECK(holds_none_of(stack, memory_of_number(ring.enter(number))));
}

}  // namespace

TEST_CASE("a stack that was run on can be searched") {
    const bytes secret = test::repeatable_random{64}.draw(32);
    test::own_stack stack;
    stack.run([&] {
        std::uint8_t copy[32];
        tscp::copy_bytes(secret, copy);
        tscp::config::object_barrier(copy);
    });
    CHECK(stack.holds(secret));
}

TEST_CASE("ffdhe2048 leaves no copy of its shared secret on the stack") {
    check_ffdhe<tscp::config::limb>();
    check_ffdhe<std::uint32_t>();
}
