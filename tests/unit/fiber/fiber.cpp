// SPDX-License-Identifier: MIT
// A fiber by itself: slices, budgets, what becomes of its stack.
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tscp/fiber/fiber.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/stops.hpp"

namespace {

using test::bytes;
using fiber = tscp::fiber<65536>;

// Pauses with a secret on the stack.
TSCP_NEVER_INLINE void pause_with(fiber& one, const bytes& secret) {
    std::uint8_t copy[32];
    tscp::copy_bytes(secret, copy);
    tscp::config::object_barrier(copy);
    one.pause();
    tscp::config::object_barrier(copy);
}

// A sum that a compiler keeps in as many registers as there are, with a pause in each round.
template <class Number>
Number sum_with_pauses(fiber& one, Number from) {
    Number a = from;
    Number b = from * 3;
    Number c = from * 5;
    Number d = from * 7;
    Number e = from * 9;
    Number f = from * 11;
    for (int i = 0; i < 20; ++i) {
        one.pause();
        a = a + b;
        b = b + c;
        c = c + d;
        d = d + e;
        e = e + f;
        f = f + from;
    }
    return a + b + c + d + e + f;
}

}  // namespace

TEST_CASE("a fiber's work goes on from one pause to the next") {
    fiber one;
    std::vector<int> order;
    one.start([&] {
        for (int i = 0; i < 5; ++i) {
            order.push_back(i);
            one.pause();
        }
    });
    CHECK(order.empty());
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(one.step());
        CHECK(order.size() == static_cast<std::size_t>(i) + 1);
    }
    CHECK_FALSE(one.step());  // to the end of the work
    CHECK(one.step());        // the stack is wiped
    CHECK(one.step());
    CHECK(order.size() == 5);
}

TEST_CASE("a step lasts as many pauses as its budget") {
    fiber one;
    int count = 0;
    const auto work = [&] {
        for (; count < 10; ++count) { one.pause(); }
    };
    one.start(work);
    CHECK_FALSE(one.step(3));
    CHECK(count == 2);
    CHECK_FALSE(one.step(0));  // as 1
    CHECK(count == 3);
    CHECK_FALSE(one.step(4));
    CHECK(count == 7);
    CHECK_FALSE(one.step(100));
    CHECK(count == 10);
    CHECK(one.step(100));
}

TEST_CASE("a pause outside of a fiber's work does nothing") {
    fiber one;
    one.pause();
    CHECK(one.step());
    bool done = false;
    one.start([&] {
        one.pause();
        done = true;
    });
    one.pause();
    CHECK_FALSE(one.step());
    one.pause();
    CHECK_FALSE(done);
    CHECK_FALSE(one.step());
    one.pause();
    CHECK(done);
    CHECK(one.step());
    one.pause();
}

TEST_CASE("registers are the caller's and the work's own across pauses") {
    fiber one;
    fiber other;
    std::uint64_t whole = 0;
    double real = 0;
    one.start([&] { whole = sum_with_pauses<std::uint64_t>(one, 1234567); });
    other.start([&] { real = sum_with_pauses<double>(other, 0.25); });
    std::uint64_t in_caller = 0;
    double real_in_caller = 1;
    for (bool done = false; !done;) {
        const bool first = one.step();
        in_caller = in_caller * 3 + 1;
        const bool second = other.step();
        real_in_caller = real_in_caller * 1.5 + 1;
        done = first && second;
    }
    fiber idle;
    CHECK(whole == sum_with_pauses<std::uint64_t>(idle, 1234567));
    CHECK(real == sum_with_pauses<double>(idle, 0.25));
    std::uint64_t expected = 0;
    double real_expected = 1;
    for (int i = 0; i < 22; ++i) {
        expected = expected * 3 + 1;
        real_expected = real_expected * 1.5 + 1;
    }
    CHECK(in_caller == expected);
    CHECK(real_in_caller == real_expected);
}

// AddressSanitizer refuses to look for the secret between the objects of the stack.
TEST_CASE("the stack of work is wiped at its end", "[once]") {
    const bytes secret = test::repeatable_random{81}.draw(32);
    test::memory_of<fiber> memory;
    fiber& one = memory.make();
    one.start([&] { pause_with(one, secret); });
    CHECK_FALSE(one.step());
    CHECK(memory.holds(secret));
    CHECK(one.stack_used() > 32);
    CHECK_FALSE(one.step());
    CHECK(one.step());
    CHECK_FALSE(memory.holds(secret));
    CHECK(one.stack_used() == 0);
}

TEST_CASE("the stack of work that is given up is wiped", "[once]") {
    const bytes secret = test::repeatable_random{82}.draw(32);
    test::memory_of<fiber> memory;
    fiber& one = memory.make();
    const auto work = [&] { pause_with(one, secret); };
    one.start(work);
    CHECK_FALSE(one.step());
    CHECK(memory.holds(secret));
    SECTION("by its owner") {
        one.stop();
        CHECK_FALSE(memory.holds(secret));
        CHECK(one.step());
    }
    SECTION("for other work") {
        bool done = false;
        one.start([&] { done = true; });
        CHECK_FALSE(memory.holds(secret));
        CHECK_FALSE(one.step());
        CHECK(one.step());
        CHECK(done);
    }
    SECTION("with the fiber") {
        memory.destroy();
        CHECK_FALSE(memory.holds(secret));
    }
}

namespace {

// Uses more than 256 bytes of stack for each level.
TSCP_NEVER_INLINE void descend(int levels) {
    std::uint8_t frame[256];
    for (volatile std::uint8_t& byte : frame) { byte = 1; }
    if (levels > 0) { descend(levels - 1); }
    tscp::config::object_barrier(frame);
}

}  // namespace

TEST_CASE("a fiber whose work was given up runs other work") {
    fiber one;
    for (int round = 0; round < 3; ++round) {
        one.start([&] { static_cast<void>(sum_with_pauses<std::uint64_t>(one, 3)); });
        CHECK_FALSE(one.step());
        CHECK(one.stack_used() > 0);
        bool done = false;
        one.start([&] {
            descend(3);
            done = true;
        });
        CHECK_FALSE(one.step());
        CHECK(one.step());
        CHECK(done);
    }
}

TEST_CASE("work that has used more stack than there is stops the program") {
    static struct {
        std::uint8_t beneath[262144];  // what the work overwrites
        tscp::fiber<65536> one;
    } memory;
    CHECK(test::stops([] {
        memory.one.start([] { descend(256); });
        memory.one.step();
    }));
    memory.one.start([] { descend(3); });
    CHECK_FALSE(memory.one.step());
    CHECK(memory.one.step());
}

TEST_CASE("work that steps or stops its own fiber stops the program") {
    static fiber one;
    CHECK(test::stops([] {
        one.start([] { one.step(); });
        one.step();
    }));
    CHECK(test::stops([] {
        one.start([] { one.stop(); });
        one.step();
    }));
}
