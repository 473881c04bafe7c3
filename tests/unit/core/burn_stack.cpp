// SPDX-License-Identifier: MIT
#include <cstdint>

#include <tscp/core/burn_stack.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/own_stack.hpp"

namespace {

TSCP_NEVER_INLINE void leave_copy(const test::bytes& secret) {
    std::uint8_t copy[32];
    tscp::copy_bytes(secret, copy);
    tscp::config::object_barrier(copy);
}

}  // namespace

// Seen to fail with a size of 0. AddressSanitizer has bytes of its own between the arrays of a stack.
TEST_CASE("burning the stack overwrites what a call has left there, and gives back the outcome", "[once]") {
    const test::bytes secret = test::repeatable_random{66}.draw(32);
    test::own_stack stack;
    stack.run([&] { leave_copy(secret); });
    REQUIRE(stack.holds(secret));

    tscp::errc outcome = tscp::errc::none;
    stack.run([&] {
        leave_copy(secret);
        outcome = tscp::detail::burn_stack<1024>(tscp::errc::truncated);
    });
    CHECK_FALSE(stack.holds(secret));
    CHECK(outcome == tscp::errc::truncated);
}
