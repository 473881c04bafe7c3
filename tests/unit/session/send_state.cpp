// SPDX-License-Identifier: MIT
// The state of a sending direction against docs/PROTOCOL.md, "Session", "Records" and "Limits": no key, no record.
#include <cstdint>
#include <iostream>

#include <tscp/session/send_state.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::errc;
using tscp::send_action;
using tscp::send_state;

constexpr std::uint64_t end_of_numbers = (std::uint64_t{1} << 48U) - 1;  // one above the highest number

send_state state_at(std::uint64_t number, bool update_allowed, bool closed, std::uint8_t epoch = 0) {
    send_state state;
    REQUIRE(state.restore(number, epoch, update_allowed, closed));
    return state;
}

// What the page lets a direction do with one more record:
//     s  it seals under the present keys
//     u  it moves to the next keys and seals
//     c  it has closed: "the sender seals nothing after it"
//     n  an update was asked for before "it has opened a record of its current sending epoch"
//     l  "At the limit: nothing more is sealed"; or no number is left
char answer_of(const send_state& state, std::uint64_t limit, bool failures_at_half, bool update) {
    const tscp::send_decision decision = state.decide(limit, failures_at_half, update);
    if (decision.action == send_action::refuse) {
        switch (decision.reason) {
            case errc::direction_closed: return 'c';
            case errc::update_not_allowed: return 'n';
            case errc::limit_reached: return 'l';
            default: return '?';
        }
    }
    if (decision.reason != errc::none) { return '?'; }
    return decision.action == send_action::seal ? 's' : 'u';
}

// "At half: update", for sealed records of one's own key and failed ones of the peer's; an update only after a record
// of the present epoch was opened.
struct row {
    bool closed;
    bool update_allowed;
    bool failures_at_half;
    bool update;
    const char* answers;  // a letter for each number
};
// Numbers:     0, half - 1, half, limit - 1, limit, one above the highest
constexpr row rows[] = {
    {false, false, false, false, "ssssll"}, {false, false, false, true, "nnnnnn"},
    {false, false, true, false, "ssssll"},  {false, false, true, true, "nnnnnn"},
    {false, true, false, false, "ssuuuu"},  {false, true, false, true, "uuuuuu"},
    {false, true, true, false, "uuuuuu"},   {false, true, true, true, "uuuuuu"},
    {true, false, false, false, "cccccc"},  {true, false, false, true, "cccccc"},
    {true, false, true, false, "cccccc"},   {true, false, true, true, "cccccc"},
    {true, true, false, false, "cccccc"},   {true, true, false, true, "cccccc"},
    {true, true, true, false, "cccccc"},    {true, true, true, true, "cccccc"},
};

}  // namespace

TEST_CASE("a direction seals, updates and refuses as the page says, at every number that matters") {
    std::size_t checked = 0;
    // Of the table of AEADs: aes-ccm, aes-gcm, ascon-aead128; and a small one that is odd.
    for (const std::uint64_t limit :
         {std::uint64_t{1} << 23U, std::uint64_t{23726566}, std::uint64_t{1} << 39U, std::uint64_t{41}}) {
        const std::uint64_t numbers[] = {0, limit / 2 - 1, limit / 2, limit - 1, limit, end_of_numbers};
        for (const row& one : rows) {
            for (std::size_t column = 0; column < 6; ++column) {
                for (std::uint8_t epoch = 0; epoch < 4; ++epoch) {
                    CAPTURE(limit, column, one.closed, one.update_allowed, one.failures_at_half, one.update);
                    const send_state state = state_at(numbers[column], one.update_allowed, one.closed, epoch);
                    CHECK(answer_of(state, limit, one.failures_at_half, one.update) == one.answers[column]);
                    ++checked;
                }
            }
        }
    }
    std::cout << "send_state: " << checked << " decisions checked\n";
    CHECK(checked == 4U * 16 * 6 * 4);
}

TEST_CASE("a key that may seal 2^48 records seals 2^48 - 1: no number is above 2^48 - 2") {
    constexpr std::uint64_t limit = std::uint64_t{1} << 48U;
    struct expectation {
        std::uint64_t number;
        char with_update;
        char without;
    };
    constexpr expectation expected[] = {
        {0, 's', 's'},         {limit / 2 - 1, 's', 's'}, {limit / 2, 'u', 's'},
        {limit - 3, 'u', 's'}, {limit - 2, 'u', 's'},     {limit - 1, 'u', 'l'},
    };
    for (const expectation& one : expected) {
        CAPTURE(one.number);
        CHECK(answer_of(state_at(one.number, true, false), limit, false, false) == one.with_update);
        CHECK(answer_of(state_at(one.number, false, false), limit, false, false) == one.without);
    }
}

TEST_CASE("every record takes the next number, and every epoch begins at 0") {
    send_state state;
    CHECK(state.sequence_number() == 0);
    CHECK(state.epoch() == 0);
    CHECK_FALSE(state.update_allowed());
    for (std::uint8_t epoch = 1; epoch < 10; ++epoch) {
        for (std::uint64_t number = 0; number < 5; ++number) {
            CHECK(state.sequence_number() == number);
            state.record_sealed();
        }
        state.peer_used(state.epoch());
        CHECK(state.update_allowed());
        state.advance_epoch();
        CHECK(state.epoch() == epoch % 4);
        CHECK(state.sequence_number() == 0);
        CHECK_FALSE(state.update_allowed());
    }
}

TEST_CASE("an endpoint follows a peer that is one epoch ahead, unless it has closed, and updates after its own epoch") {
    // For each pair of epochs modulo 4: f follow at once, a an update is allowed from now on, - nothing.
    constexpr const char* expected[4] = {"af--", "-af-", "--af", "f--a"};
    for (std::uint8_t own = 0; own < 4; ++own) {
        for (std::uint8_t peer = 0; peer < 4; ++peer) {
            CAPTURE(own, peer);
            send_state open = state_at(7, false, false, own);
            send_state closed = state_at(7, false, true, own);
            CHECK(open.must_follow(peer) == (expected[own][peer] == 'f'));
            CHECK_FALSE(closed.must_follow(peer));
            open.peer_used(peer);
            CHECK(open.update_allowed() == (expected[own][peer] == 'a'));
            open.peer_used(static_cast<std::uint8_t>((own + 1) % 4));
            CHECK(open.update_allowed() == (expected[own][peer] == 'a'));
        }
    }
}

TEST_CASE("a number has two bytes where it is 15 modulo 16, and where nothing of the peer was opened for 64 records") {
    for (const std::uint64_t answered : {std::uint64_t{0}, std::uint64_t{5}, std::uint64_t{40}, std::uint64_t{1000}}) {
        send_state state;
        for (std::uint64_t number = 0; number < 1300; ++number) {
            CAPTURE(answered, number);
            if (number == answered) { state.peer_used(0); }
            const std::uint64_t since = number - (number >= answered ? answered : 0);
            CHECK(state.two_byte_number(false) == (since >= 64 || number % 16 == 15));
            // The next epoch begins at 0.
            CHECK(state.two_byte_number(true) == (since >= 64));
            state.record_sealed();
        }
    }
}

TEST_CASE("what was sealed in an earlier epoch counts as unanswered too") {
    send_state state;
    state.peer_used(0);
    for (unsigned i = 0; i < 40; ++i) { state.record_sealed(); }
    state.advance_epoch();
    for (unsigned number = 0; number < 24; ++number) {
        CAPTURE(number);
        CHECK(state.two_byte_number(false) == (number % 16 == 15));
        state.record_sealed();
    }
    CHECK(state.two_byte_number(false));
    state.peer_used(0);  // any record of the peer counts, also one of the epoch before
    CHECK_FALSE(state.two_byte_number(false));
}

TEST_CASE("after a restore numbers have two bytes until a record of the peer was opened") {
    send_state state = state_at(5, false, false);
    for (unsigned i = 0; i < 10; ++i) {
        CHECK(state.two_byte_number(false));
        CHECK(state.two_byte_number(true));
        state.record_sealed();
    }
    state.peer_used(0);
    CHECK(state.two_byte_number(false));  // 15
    state.record_sealed();
    CHECK_FALSE(state.two_byte_number(false));
}

TEST_CASE("the peer's epoch is one above this end's at most, and not above it before this end has sealed in it") {
    for (std::uint8_t own = 0; own < 4; ++own) {
        const auto epoch = [&](unsigned offset) { return static_cast<std::uint8_t>((own + offset) % 4); };
        CAPTURE(own);
        const send_state fresh = state_at(0, false, false, own);
        const send_state used = state_at(1, false, false, own);
        const send_state closed = state_at(1, false, true, own);
        CHECK(fresh.max_epochs_ahead(epoch(0)) == 0);
        CHECK(used.max_epochs_ahead(epoch(0)) == 1);
        CHECK(used.max_epochs_ahead(epoch(3)) == 2);    // after an update of this end's own
        CHECK(closed.max_epochs_ahead(epoch(1)) == 0);  // the peer has moved on, and this end did not follow
        CHECK(closed.max_epochs_ahead(epoch(0)) == 1);
        // Which pairs of epochs there are, in the order of the peer's: equal, one above, two, one below.
        constexpr const char* of_fresh = "y---";
        constexpr const char* of_used = "y--y";
        constexpr const char* of_closed = "yy-y";
        for (unsigned offset = 0; offset < 4; ++offset) {
            CHECK(fresh.can_receive_in(epoch(offset)) == (of_fresh[offset] == 'y'));
            CHECK(used.can_receive_in(epoch(offset)) == (of_used[offset] == 'y'));
            CHECK(closed.can_receive_in(epoch(offset)) == (of_closed[offset] == 'y'));
        }
    }
}

TEST_CASE("a sending direction is not restored to what none can be, and keeps what it was") {
    for (const std::uint64_t number : {end_of_numbers + 1, end_of_numbers + 2, ~std::uint64_t{0}}) {
        send_state state = state_at(9, true, false, 2);
        CHECK_FALSE(state.restore(number, 0, false, true));
        CHECK(state.sequence_number() == 9);
        CHECK(state.epoch() == 2);
        CHECK(state.update_allowed());
        CHECK_FALSE(state.closed());
    }
    for (unsigned epoch = 4; epoch < 256; ++epoch) {
        send_state state;
        CHECK_FALSE(state.restore(0, static_cast<std::uint8_t>(epoch), false, false));
    }
    CHECK(state_at(end_of_numbers, false, true, 3).sequence_number() == end_of_numbers);
    CHECK(state_at(end_of_numbers, false, true, 3).closed());
}
