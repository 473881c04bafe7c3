// SPDX-License-Identifier: MIT
// What HMAC over the portable hash leaves on the stack: no copy of its key's states.
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/expand_label.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/own_stack.hpp"

TEST_CASE("a derived secret leaves no copy of HMAC's states on the stack") {
    using hash = tscp::portable::sha256;
    const test::bytes secret = test::repeatable_random{65}.draw(32);
    const tscp::hmac_key<hash> key{secret};
    const test::bytes states = test::memory_of_object(key);
    REQUIRE(states.size() == 64);

    test::own_stack stack;
    test::bytes out(32);
    const auto derive = [&] { tscp::expand_label_block<hash>(key, "x", {}, out); };
    derive();  // what a linker binds at the first call is bound now
    stack.run(derive);
    CHECK_FALSE(stack.holds(tscp::byte_view{states}.first(32)));
    CHECK_FALSE(stack.holds(tscp::byte_view{states}.last(32)));

    stack.run([&] {
        tscp::hmac_key<hash> made;
        made.set(secret);
        tscp::expand_label_block<hash>(made, "x", {}, out);
    });
    CHECK_FALSE(stack.holds(tscp::byte_view{states}.first(32)));
    CHECK_FALSE(stack.holds(tscp::byte_view{states}.last(32)));
    CHECK_FALSE(stack.holds(secret));
}
