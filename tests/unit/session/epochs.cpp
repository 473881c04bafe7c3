// SPDX-License-Identifier: MIT
// The rules of key updates in docs/PROTOCOL.md, "Session", over the two states of both ends and no keys: every state
// that losses, repeats, reordering, updates and closes lead to.
#include <array>
#include <cstdint>
#include <iostream>
#include <set>
#include <vector>

#include <tscp/session/receive_state.hpp>
#include <tscp/session/send_state.hpp>

#include "../../support/catch.hpp"

namespace {

using tscp::receive_action;
using tscp::send_action;

constexpr std::uint64_t unlimited = std::uint64_t{1} << 48U;

// One end, and what its two low bits stand for.
struct endpoint {
    tscp::send_state send;
    tscp::receive_state<tscp::framing::datagram, 64> receive;
    unsigned sending = 0;
    unsigned receiving = 0;
    unsigned lowest_sealed = ~0U;  // a record of every epoch from it to highest_sealed may be on its way
    unsigned highest_sealed = 0;

    void seal(bool update) {
        if (update) {
            send.advance_epoch();
            ++sending;
        }
        send.record_sealed();
        if (lowest_sealed == ~0U) { lowest_sealed = sending; }
        highest_sealed = sending;
    }
};
using world = std::array<endpoint, 2>;

// All that decides what comes next. Epochs count from the lowest.
using key = std::array<unsigned, 16>;
key key_of(const world& both) {
    unsigned low = both[0].receiving;
    for (const endpoint& one : both) {
        if (one.receiving < low) { low = one.receiving; }
        if (one.sending < low) { low = one.sending; }
    }
    key all{};
    std::size_t at = 0;
    for (const endpoint& one : both) {
        all[at++] = one.sending - low;
        all[at++] = one.receiving - low;
        all[at++] = one.send.update_allowed() ? 1 : 0;
        all[at++] = one.send.sequence_number() != 0 ? 1 : 0;
        all[at++] = one.send.closed() ? 1 : 0;
        all[at++] = one.receive.confirmed() ? 1 : 0;
        all[at++] = one.lowest_sealed == ~0U ? 0 : 1;
        all[at++] = one.highest_sealed + 1 > low ? one.highest_sealed + 1 - low : 0;
    }
    return all;
}

class search {
public:
    void run() {
        visit({});
        while (!todo_.empty()) {
            const world both = todo_.back();
            todo_.pop_back();
            for (std::size_t me = 0; me < 2; ++me) { step(both, me); }
        }
    }

    std::size_t visited() const { return seen_.size(); }
    std::size_t faults = 0;
    unsigned furthest = 0;

private:
    void expect(bool holds) { faults += holds ? 0U : 1U; }

    void visit(const world& both) {
        for (std::size_t me = 0; me < 2; ++me) {
            const endpoint& own = both[me];
            const endpoint& peer = both[1 - me];
            const unsigned apart = own.sending > peer.sending ? own.sending - peer.sending : peer.sending - own.sending;
            expect(apart <= 1);
            expect(peer.sending <= own.receiving + 2);
            expect(own.send.can_receive_in(own.receive.epoch()));
            expect(own.receive.epoch() == own.receiving % 4 && own.send.epoch() == own.sending % 4);
            furthest = peer.sending - own.receiving > furthest ? peer.sending - own.receiving : furthest;
            // What is tried is what the peer can have sealed in as far as this end knows, and nothing else.
            const unsigned bound = own.sending + (own.send.sequence_number() != 0 ? 1U : 0U);
            for (unsigned ahead = 0; ahead < 4; ++ahead) {
                const bool tried = decide(own, own.receiving + ahead).action != receive_action::drop;
                expect(tried == (ahead < 3 && own.receiving + ahead <= bound));
            }
        }
        if (seen_.insert(key_of(both)).second) { todo_.push_back(both); }
    }

    static tscp::receive_decision decide(const endpoint& own, unsigned epoch) {
        const std::uint64_t number = epoch == own.receiving ? own.receive.next_sequence_number() : 0;
        return own.receive.decide(static_cast<std::uint8_t>(epoch % 4), static_cast<std::uint16_t>(number), 16,
                                  own.send.max_epochs_ahead(own.receive.epoch()));
    }

    void step(const world& both, std::size_t me) {
        const endpoint& own = both[me];
        const endpoint& peer = both[1 - me];
        for (const bool update : {false, true}) {
            const tscp::send_decision decision = own.send.decide(unlimited, false, update);
            if (decision.action == send_action::refuse) { continue; }
            world next = both;
            next[me].seal(decision.action == send_action::update_then_seal);
            visit(next);
            next[me].send.mark_closed();
            visit(next);
        }
        if (peer.lowest_sealed == ~0U) { return; }
        for (unsigned epoch = own.receiving; epoch <= peer.highest_sealed; ++epoch) {
            if (epoch < peer.lowest_sealed) { continue; }
            // An honest record is never dropped for its epoch.
            const tscp::receive_decision decision = decide(own, epoch);
            expect(decision.action != receive_action::drop && decision.epochs_ahead() == epoch - own.receiving);
            if (decision.action == receive_action::drop) { continue; }
            world next = both;
            endpoint& opener = next[me];
            opener.receive.record_opened(decision);
            opener.receiving = epoch;
            if (opener.send.must_follow(opener.receive.epoch())) {
                opener.send.advance_epoch();
                ++opener.sending;
            }
            opener.send.peer_used(opener.receive.epoch());
            visit(next);
        }
    }

    std::set<key> seen_;
    std::vector<world> todo_;
};

}  // namespace

TEST_CASE("no honest record is dropped for its epoch, and none is tried whose epoch the peer cannot be in") {
    search all;
    all.run();
    std::cout << "epochs: " << all.visited() << " states of two ends\n";
    CHECK(all.faults == 0);
    CHECK(all.furthest == 2);
    CHECK(all.visited() >= 73);
}
