// SPDX-License-Identifier: MIT
// The state of a receiving direction against docs/PROTOCOL.md, "Records" and "Session": no key, no record. First by
// tables, then by every short sequence of events against a model of sets and plain integers.
#include <array>
#include <cstdint>
#include <iostream>
#include <set>

#include <tscp/session/receive_state.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::errc;
using tscp::framing;
using tscp::receive_action;
using tscp::receive_decision;

constexpr std::uint64_t highest_number = (std::uint64_t{1} << 48U) - 2;

template <std::size_t WindowBits>
using datagram_state = tscp::receive_state<framing::datagram, WindowBits>;
using stream_state = tscp::receive_state<framing::stream, 64>;

template <class State>
receive_decision decide(const State& state, unsigned epoch, std::uint64_t number, unsigned max_ahead = 2) {
    return state.decide(static_cast<std::uint8_t>(epoch & 3U), static_cast<std::uint16_t>(number), 16, max_ahead);
}

// A letter for a decision:  0 1 2  under the keys so many epochs ahead;  e wrong epoch;  r replayed, too old or behind
// the close;  l no number is left;  p after the close of a stream.
char letter(const receive_decision& decision) {
    switch (decision.action) {
        case receive_action::open_current: return decision.reason == errc::none ? '0' : '?';
        case receive_action::open_next: return decision.reason == errc::none ? '1' : '?';
        case receive_action::open_after_next: return decision.reason == errc::none ? '2' : '?';
        case receive_action::drop: break;
    }
    switch (decision.reason) {
        case errc::wrong_epoch: return 'e';
        case errc::replayed: return 'r';
        case errc::limit_reached: return 'l';
        case errc::protocol_violation: return 'p';
        default: return '?';
    }
}

// A direction in an epoch with these numbers opened, and closed or not.
template <class State>
State opened(unsigned epoch, const std::set<std::uint64_t>& numbers, bool closed) {
    State state;
    for (unsigned i = 0; i < epoch; ++i) { state.record_opened({receive_action::open_next, errc::none, 0}); }
    for (const std::uint64_t number : numbers) {
        state.record_opened({receive_action::open_current, errc::none, number});
    }
    if (closed) { state.mark_closed(); }
    return state;
}

}  // namespace

TEST_CASE("a datagram is tried, or dropped, as its epoch, its number and the close say") {
    // Opened in the present epoch: 0, 900, 1000. Below the window of 64: up to 936; of 192: up to 808.
    constexpr std::uint64_t numbers[] = {0, 1, 808, 809, 900, 936, 937, 999, 1000, 1001, 1002, 5000};
    struct row {
        unsigned ahead;
        bool closed;
        const char* window_64;
        const char* window_192;
    };
    constexpr row rows[] = {
        {0, false, "rrrrrr00r000", "rrr0r000r000"},  // current keys; seen, or below the window: dropped
        {1, false, "111111111111", "111111111111"},  // numbers from 0 in a new window
        {2, false, "222222222222", "222222222222"}, {3, false, "eeeeeeeeeeee", "eeeeeeeeeeee"},
        {0, true, "rrrrrr00rrrr", "rrr0r000rrrr"},  // a number at or above the close is dropped
        {1, true, "rrrrrrrrrrrr", "rrrrrrrrrrrr"},  // nothing is sealed after a close, under no keys
        {2, true, "rrrrrrrrrrrr", "rrrrrrrrrrrr"},  {3, true, "eeeeeeeeeeee", "eeeeeeeeeeee"},
    };
    for (unsigned epoch = 0; epoch < 6; ++epoch) {
        for (const row& one : rows) {
            const auto narrow = opened<datagram_state<64>>(epoch, {0, 900, 1000}, one.closed);
            const auto wide = opened<datagram_state<192>>(epoch, {0, 900, 1000}, one.closed);
            for (std::size_t i = 0; i < std::size(numbers); ++i) {
                CAPTURE(epoch, one.ahead, one.closed, numbers[i]);
                const receive_decision of_narrow = decide(narrow, epoch + one.ahead, numbers[i]);
                const receive_decision of_wide = decide(wide, epoch + one.ahead, numbers[i]);
                CHECK(letter(of_narrow) == one.window_64[i]);
                CHECK(letter(of_wide) == one.window_192[i]);
                if (of_narrow.action != receive_action::drop) { CHECK(of_narrow.sequence_number == numbers[i]); }
                if (of_wide.action != receive_action::drop) { CHECK(of_wide.sequence_number == numbers[i]); }
            }
        }
    }
}

TEST_CASE("a record of a stream has the next number of its epoch, and none after a close") {
    struct row {
        unsigned ahead;
        const char* answers;  // open, closed, without a number left, that and closed
    };
    constexpr row rows[] = {{0, "0plp"}, {1, "1p1p"}, {2, "2p2p"}, {3, "eeee"}};
    for (unsigned epoch = 0; epoch < 4; ++epoch) {
        for (const row& one : rows) {
            for (std::size_t i = 0; i < 4; ++i) {
                CAPTURE(epoch, one.ahead, i);
                stream_state state;
                REQUIRE(state.restore(i < 2 ? 7 : highest_number + 1, static_cast<std::uint8_t>(epoch), 0, 0, false, 0,
                                      i % 2 == 1));
                const receive_decision decision =
                    state.decide(static_cast<std::uint8_t>((epoch + one.ahead) % 4), 0, 0, 2);
                CHECK(letter(decision) == one.answers[i]);
                if (decision.action != receive_action::drop) {
                    CHECK(decision.sequence_number == (one.ahead == 0 ? 7U : 0U));
                }
            }
        }
    }
}

TEST_CASE("no number above 2^48 - 2 is opened on datagrams") {
    for (const unsigned bits : {8U, 16U}) {
        const std::uint64_t span = std::uint64_t{1} << bits;
        datagram_state<64> state;
        REQUIRE(state.restore(highest_number - 2, 0, 0, 0, false, 0, false));
        for (std::uint64_t low = 0; low < span; ++low) {
            const receive_decision decision = state.decide(0, static_cast<std::uint16_t>(low), bits, 2);
            if (decision.action == receive_action::drop) { continue; }
            CHECK(decision.sequence_number <= highest_number);
            CHECK(decision.sequence_number >= highest_number - 2);
        }
        for (const std::uint64_t number : {highest_number - 2, highest_number - 1, highest_number}) {
            CHECK(state.decide(0, static_cast<std::uint16_t>(number & (span - 1)), bits, 2).sequence_number == number);
        }
        CHECK(letter(state.decide(0, static_cast<std::uint16_t>((highest_number + 1) & (span - 1)), bits, 2)) == 'r');
    }
}

TEST_CASE("an epoch that the peer cannot be in is dropped, whatever the number") {
    for (unsigned epoch = 0; epoch < 4; ++epoch) {
        for (unsigned max_ahead = 0; max_ahead <= 2; ++max_ahead) {
            for (unsigned ahead = 0; ahead < 4; ++ahead) {
                CAPTURE(epoch, max_ahead, ahead);
                const char expected = ahead > max_ahead ? 'e' : static_cast<char>('0' + ahead);
                const auto datagrams = opened<datagram_state<64>>(epoch, {0, 900, 1000}, false);
                CHECK(letter(decide(datagrams, epoch + ahead, 999, max_ahead)) == expected);
                stream_state stream;
                REQUIRE(stream.restore(7, static_cast<std::uint8_t>(epoch), 0, 0, false, 0, false));
                CHECK(letter(stream.decide(static_cast<std::uint8_t>((epoch + ahead) % 4), 0, 0, max_ahead)) ==
                      expected);
            }
        }
    }
}

TEST_CASE("failures count against the key tried, up to its limit, and half of them ask for an update") {
    for (const std::uint32_t limit : {1U, 2U, 7U, 128U}) {
        for (const receive_action action :
             {receive_action::open_current, receive_action::open_next, receive_action::open_after_next}) {
            datagram_state<64> state;
            const bool later = action != receive_action::open_current;
            const receive_decision decision{action, errc::none, 0};
            for (std::uint32_t count = 1; count < limit; ++count) {
                CHECK_FALSE(state.record_failed(decision, limit));
                CHECK(state.failures() == (later ? 0 : count));
                CHECK(state.later_failures() == (later ? count : 0));
                CHECK(state.after_next_failed() == (action == receive_action::open_after_next));
                CHECK(state.failures_at_half(limit) == (count >= limit / 2));
            }
            CHECK(state.record_failed(decision, limit));
        }
    }
}

TEST_CASE("what later keys saw of forgeries is the present key's after a move, and no key's count is forgotten") {
    const auto failed = [](receive_action action, unsigned times, datagram_state<64>& state) {
        for (unsigned i = 0; i < times; ++i) { REQUIRE_FALSE(state.record_failed({action, errc::none, 0}, 1000)); }
    };
    datagram_state<64> state;
    failed(receive_action::open_current, 5, state);
    failed(receive_action::open_next, 7, state);
    SECTION("to the next keys, alone tried") {
        state.record_opened({receive_action::open_next, errc::none, 0});
        CHECK(state.failures() == 7);
        CHECK(state.later_failures() == 0);
    }
    SECTION("to the next keys, with those after them tried too: either may have seen all") {
        failed(receive_action::open_after_next, 3, state);
        state.record_opened({receive_action::open_next, errc::none, 0});
        CHECK(state.failures() == 10);
        CHECK(state.later_failures() == 10);
        CHECK_FALSE(state.after_next_failed());
        state.record_opened({receive_action::open_next, errc::none, 0});
        CHECK(state.failures() == 10);
        CHECK(state.later_failures() == 0);
    }
    SECTION("to those after the next: neither is used any more") {
        failed(receive_action::open_after_next, 3, state);
        state.record_opened({receive_action::open_after_next, errc::none, 0});
        CHECK(state.failures() == 10);
        CHECK(state.later_failures() == 0);
        CHECK_FALSE(state.after_next_failed());
    }
    SECTION("records of the present epoch change nothing") {
        state.record_opened({receive_action::open_current, errc::none, 0});
        CHECK(state.failures() == 5);
        CHECK(state.later_failures() == 7);
    }
}

TEST_CASE("failures are counted up to the highest limit, and end the session there") {
    using state_type = datagram_state<64>;
    state_type state;
    REQUIRE(state.restore(0, 0, state_type::max_failures - 2, state_type::max_failures - 2, false, 0, false));
    CHECK(state.failures_at_half(state_type::max_failures));
    for (const auto action : {receive_action::open_current, receive_action::open_after_next}) {
        CHECK_FALSE(state.record_failed({action, errc::none, 0}, state_type::max_failures));
        CHECK(state.record_failed({action, errc::none, 0}, state_type::max_failures));
    }
}

TEST_CASE("a receiving direction is not restored to what none can be, and keeps what it was") {
    using state_type = datagram_state<64>;
    state_type state = opened<state_type>(1, {0, 1, 2}, false);
    CHECK_FALSE(state.restore(highest_number + 2, 0, 0, 0, false, 0, true));
    CHECK_FALSE(state.restore(0, 4, 0, 0, false, 0, true));
    CHECK_FALSE(state.restore(0, 0, state_type::max_failures, 0, false, 0, true));
    CHECK_FALSE(state.restore(0, 0, 0, state_type::max_failures, false, 0, true));
    CHECK(state.next_sequence_number() == 3);
    CHECK(state.epoch() == 1);
    CHECK_FALSE(state.closed());
    CHECK(letter(decide(state, 1, 2)) == 'r');
}

namespace {

// What the page says, with all that was opened kept as a set.
struct model {
    unsigned epoch = 0;                      // all its bits
    std::set<std::uint64_t> opened;          // of this epoch
    std::uint64_t next = 0;                  // one above the highest of them
    std::uint64_t floor = 0;                 // numbers below were given up at a restore
    std::uint64_t lost_before = 0;           // in earlier epochs, and below the floor
    std::array<std::uint64_t, 24> failed{};  // under the key of each epoch
    std::uint64_t failures = 0;
    std::uint64_t later_failures = 0;
    bool after_next_failed = false;
    bool closed = false;
    bool confirmed = false;

    [[nodiscard]] char expected(unsigned ahead, std::uint64_t number, std::uint64_t window) const {
        if (ahead == 3) { return 'e'; }
        if (number > highest_number) { return 'r'; }
        if (closed && (ahead != 0 || number >= next)) { return 'r'; }
        if (ahead != 0) { return ahead == 1 ? '1' : '2'; }
        const bool below = number < floor || (number < next && next - number > window);
        return below || opened.count(number) != 0 ? 'r' : '0';
    }
    [[nodiscard]] std::uint64_t lost() const { return lost_before + (next - floor) - opened.size(); }

    bool open(unsigned ahead, std::uint64_t number) {
        if (ahead != 0) {
            lost_before = lost();
            epoch += ahead;
            opened.clear();
            next = floor = 0;
            failures = later_failures;  // each of two later keys may have seen them all
            if (ahead == 2 || !after_next_failed) { later_failures = 0; }
            after_next_failed = false;
        }
        confirmed = true;
        const bool newest = number >= next;
        opened.insert(number);
        if (newest) { next = number + 1; }
        return newest;
    }
    void restore() {
        lost_before = lost();
        floor = next;
        opened.clear();
    }
};

template <std::size_t WindowBits>
class walk {
    using state_type = datagram_state<WindowBits>;
    static constexpr std::uint32_t limit = 5;

public:
    // Events: a record that opens under current keys, relative to the next number; under the next or those after, by
    // its number; a failure; the close; a restore.
    void from(const state_type& state, const model& known, unsigned steps) {
        ++checked;
        compare(state, known);
        if (steps == 0) { return; }
        constexpr std::int64_t offsets[] = {0, 2, -1, 62, WindowBits + 3, -std::int64_t{WindowBits}};
        for (const std::int64_t offset : offsets) {
            if (offset < 0 && known.next < static_cast<std::uint64_t>(-offset)) { continue; }
            open(state, known, 0, known.next + static_cast<std::uint64_t>(offset), steps);
        }
        open(state, known, 1, 0, steps);
        open(state, known, 2, 3, steps);
        fail(state, known, 0, steps);
        fail(state, known, 1, steps);
        fail(state, known, 2, steps);
        if (!known.closed) {
            state_type closed_state = state;
            model closed_model = known;
            closed_state.mark_closed();
            closed_model.closed = true;
            from(closed_state, closed_model, steps - 1);
        }
        state_type restored;
        model restored_model = known;
        restored_model.restore();
        agree(restored.restore(state.next_sequence_number(), state.epoch(), state.failures(), state.later_failures(),
                               state.after_next_failed(), static_cast<std::uint16_t>(state.lost_records()),
                               state.closed()));
        from(restored, restored_model, steps - 1);
    }

    std::size_t checked = 0;
    std::size_t disagreements = 0;

private:
    void agree(bool holds) { disagreements += holds ? 0U : 1U; }

    void compare(const state_type& state, const model& known) {
        agree(state.epoch() == known.epoch % 4);
        agree(state.next_sequence_number() == known.next);
        agree(state.lost_records() == known.lost());
        agree(state.failures() == known.failures);
        agree(state.later_failures() == known.later_failures);
        agree(state.closed() == known.closed);
        agree(state.confirmed() == known.confirmed);
        agree(state.failures_at_half(limit) == (known.failures >= limit / 2 || known.later_failures >= limit / 2));
        // No key has seen more than is counted for it.
        agree(known.failed[known.epoch] <= state.failures());
        agree(known.failed[known.epoch + 1] <= state.later_failures());
        agree(known.failed[known.epoch + 2] <= state.later_failures());
        agree(known.failed[known.epoch + 2] == 0 || known.after_next_failed);
        const std::uint64_t near_next[] = {known.next, known.next + 1, known.next - 1, known.next - WindowBits,
                                           known.next - WindowBits - 1};
        for (const std::uint64_t number : near_next) {
            if (number < known.next + 2) { check(state, known, 0, number); }
        }
        for (const std::uint64_t number : known.opened) {
            check(state, known, 0, number);
            check(state, known, 0, number + 1);
        }
        for (unsigned ahead = 1; ahead < 4; ++ahead) { check(state, known, ahead, 5); }
    }
    void check(const state_type& state, const model& known, unsigned ahead, std::uint64_t number) {
        const receive_decision decision = decide(state, known.epoch + ahead, number);
        agree(letter(decision) == known.expected(ahead, number, WindowBits));
        agree(decision.action == receive_action::drop || decision.sequence_number == number);
    }

    void open(const state_type& state, const model& known, unsigned ahead, std::uint64_t number, unsigned steps) {
        const receive_decision decision = decide(state, known.epoch + ahead, number);
        const char expected = known.expected(ahead, number, WindowBits);
        agree(letter(decision) == expected);
        if (decision.action == receive_action::drop || expected == 'r') { return; }
        state_type next_state = state;
        model next_model = known;
        agree(next_state.record_opened(decision) == next_model.open(ahead, number));
        from(next_state, next_model, steps - 1);
    }
    void fail(const state_type& state, const model& known, unsigned ahead, unsigned steps) {
        const std::uint64_t number = ahead == 0 ? known.next : 0;
        const receive_decision decision = decide(state, known.epoch + ahead, number);
        if (known.expected(ahead, number, WindowBits) == 'r') { return; }
        state_type next_state = state;
        model next_model = known;
        std::uint64_t& count = ahead == 0 ? next_model.failures : next_model.later_failures;
        ++count;
        ++next_model.failed[known.epoch + ahead];
        next_model.after_next_failed = known.after_next_failed || ahead == 2;
        const bool was_last = next_state.record_failed(decision, limit);
        agree(was_last == (count >= limit));
        if (!was_last) { from(next_state, next_model, steps - 1); }
    }
};

}  // namespace

TEMPLATE_TEST_CASE_SIG("every sequence of seven events leaves the state as the page says", "",
                       ((std::size_t Bits), Bits), 64, 192) {
    walk<Bits> all;
    all.from({}, {}, 7);
    std::cout << "receive_state, window of " << Bits << ": " << all.checked << " states checked\n";
    CHECK(all.disagreements == 0);
    CHECK(all.checked > 4000000);
}
