// SPDX-License-Identifier: MIT
// Runs all schedules of some events over a world, depth first: what schedules have in common at their beginning is run
// once. Every schedule is judged at its end, so the shorter ones are too.
//
// A World is plain data that can be copied, with
//     events                           how many events there are
//     name_of(event)                   the event in words
//     apply(event) -> bool             false, and nothing changed: the event cannot apply
//     touched                          a bit for each part of the world on which the last event depended, or that it
//                                      changed
//     judge() -> verdict               whether the promises hold from here on; what it tries, it tries on a copy
//     digest() -> uint64_t             equal for equal states
//     fault                            the promise that an event broke; nullptr where none was
//     is_mirrored(event), is_rare(event)
//                                      for rule 3 and for schedules at random
// A cut run leaves out what these rules cut:
//     1. an event that cannot apply is not run, as it changes nothing;
//     2. events that touch different parts lead to the same state in either order: an event is not run where all events
//        since one with a higher number, and that one, touch other parts;
//     3. a schedule whose first event World::is_mirrored is not run, as its mirror image is.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <random>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace test {

struct verdict {
    const char* fault = nullptr;
    unsigned kind = 0;  ///< what it came to, in the words of World::kind_names, of which there are at most 7
};

/// A set of states: the digest of each, whose three lowest bits give way to its kind plus one. It takes no more where
/// it is too large for the memory of a test.
class state_set {
public:
    /// Where the state is, or is to be put: then its kind is 0 there.
    std::uint64_t& find(std::uint64_t digest) {
        if (2 * size_ >= places_.size() && size_ < max_size) { grow(); }
        std::size_t at = (digest >> 3U) & (places_.size() - 1);
        while (places_[at] != 0 && (places_[at] ^ digest) >> 3U != 0) { at = (at + 1) & (places_.size() - 1); }
        return places_[at];
    }
    /// Precondition: `place` is where find said.
    void put(std::uint64_t& place, std::uint64_t digest, unsigned kind) noexcept {
        if (size_ == max_size) { return; }
        place = (digest & ~std::uint64_t{7}) | (kind + 1);
        ++size_;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::size_t count(unsigned kind) const {
        return static_cast<std::size_t>(
            std::count_if(places_.begin(), places_.end(), [&](std::uint64_t one) { return (one & 7U) == kind + 1; }));
    }
    [[nodiscard]] std::vector<std::uint64_t> sorted() const {
        std::vector<std::uint64_t> all;
        std::copy_if(places_.begin(), places_.end(), std::back_inserter(all),
                     [](std::uint64_t one) { return one != 0; });
        std::sort(all.begin(), all.end());
        return all;
    }
    void add(const state_set& other) {
        for (const std::uint64_t one : other.places_) {
            if (one == 0) { continue; }
            std::uint64_t& place = find(one);
            if (place == 0) { put(place, one, static_cast<unsigned>(one & 7U) - 1); }
        }
    }

private:
    static constexpr std::size_t max_size = std::size_t{1} << 23U;

    void grow() {
        std::vector<std::uint64_t> old(std::max<std::size_t>(1024, 2 * places_.size()));
        old.swap(places_);
        for (const std::uint64_t one : old) {
            if (one != 0) { find(one) = one; }
        }
    }

    std::vector<std::uint64_t> places_;
    std::size_t size_ = 0;
};

template <class World>
[[nodiscard]] bool same_bytes(const World& left, const World& right) noexcept {
    static_assert(std::is_trivially_copyable_v<World>);
    return std::memcmp(static_cast<const void*>(&left), static_cast<const void*>(&right), sizeof(World)) == 0;
}

/// What came of the schedules.
struct findings {
    std::uint64_t run = 0;     ///< to their end
    std::uint64_t pruned = 0;  ///< that a rule cuts
    state_set states;
    std::string fault;  ///< the promise that was broken first, and by which schedule

    void add(const findings& other) {
        run += other.run;
        pruned += other.pruned;
        states.add(other.states);
        if (fault.empty()) { fault = other.fault; }
    }
};

/// One thread's part of a search.
template <class World>
class searcher {
public:
    searcher(unsigned depth, bool cuts, std::atomic<bool>& stop)
        : path_(depth), touched_(depth), depth_{depth}, cuts_{cuts}, stop_{stop} {}

    /// All schedules that begin with these events; the start itself is judged where there are none.
    void run(const World& start, const std::vector<unsigned>& begin) {
        World world = start;
        unsigned length = 0;
        for (const unsigned event : begin) {
            judge(world, length);
            if (!goes_on(step(world, event, length), length)) {
                found.pruned += schedules_behind(static_cast<unsigned>(begin.size()));
                return;
            }
            ++length;
        }
        extend(world, length);
    }

    /// One schedule of events that `draw` draws.
    template <class Draw>
    void run_at_random(const World& start, const Draw& draw) {
        World world = start;
        unsigned length = 0;
        for (unsigned idle = 0; length < depth_ && idle < 1000;) {  // else nothing can apply any more
            const outcome one = step(world, draw(), length);
            if (one == outcome::broken) { return; }
            idle = one == outcome::unchanged ? idle + 1 : 0;
            length += one == outcome::applied ? 1 : 0;
        }
        judge(world, length);
        ++found.run;
    }

    findings found;

private:
    // How many schedules begin with `length` events that are given.
    [[nodiscard]] std::uint64_t schedules_behind(unsigned length) const {
        std::uint64_t count = 1;
        for (; length < depth_; ++length) { count *= World::events; }
        return count;
    }

    enum class outcome : std::uint8_t { broken, unchanged, applied };

    // Runs one more event.
    outcome step(World& world, unsigned event, unsigned length) {
        const World before = world;
        const bool applied = world.apply(event);
        if (!applied && !same_bytes(before, world) && world.fault == nullptr) {
            world.fault = "what cannot be done changes something";
        }
        path_[length] = event;
        if (world.fault != nullptr) {
            report(world.fault, length + 1);
            return outcome::broken;
        }
        touched_[length] = world.touched;
        return applied ? outcome::applied : outcome::unchanged;
    }

    // True where no rule cuts the schedules that begin with the path.
    [[nodiscard]] bool goes_on(outcome last, unsigned length) const {
        if (!cuts_) { return last != outcome::broken; }
        if (last != outcome::applied || World::is_mirrored(path_[0])) { return false; }
        for (unsigned i = length; i-- > 0 && (touched_[i] & touched_[length]) == 0;) {
            if (path_[length] < path_[i]) { return false; }
        }
        return true;
    }

    void extend(const World& world, unsigned length) {
        if (stop_) { return; }
        judge(world, length);
        if (length == depth_) {
            ++found.run;
            return;
        }
        for (unsigned event = 0; event < World::events; ++event) {
            World next = world;
            if (goes_on(step(next, event, length), length)) {
                extend(next, length + 1);
            } else {
                found.pruned += schedules_behind(length + 1);
            }
        }
    }

    void judge(const World& world, unsigned length) {
        const std::uint64_t digest = world.digest();
        std::uint64_t& place = found.states.find(digest);
        if (place != 0) { return; }  // it was judged already
        const verdict one = world.judge();
        found.states.put(place, digest, one.kind);
        if (one.fault != nullptr) { report(one.fault, length); }
    }

    void report(const char* fault, unsigned length) {
        found.fault = std::string{fault} + ", after:";
        for (unsigned i = 0; i < length; ++i) {
            found.fault += std::string{i == 0 ? " " : ", "} + World::name_of(path_[i]);
        }
        stop_ = true;
    }

    std::vector<unsigned> path_;
    std::vector<std::uint32_t> touched_;
    unsigned depth_;
    bool cuts_;
    std::atomic<bool>& stop_;
};

/// Runs `part(index)` in two threads.
template <class Part>
void in_two_threads(const Part& part) {
    std::thread other{[&] { part(1U); }};
    part(0U);
    other.join();
}

/// All schedules of `depth` events. `make` makes the world in which they start.
template <class World>
findings search(World (*make)(), unsigned depth, bool cuts) {
    std::atomic<bool> stop{false};
    std::atomic<unsigned> next_begin{0};
    const unsigned given = depth < 2 ? depth : 2;  // the events that are dealt out
    const unsigned begins = given == 0 ? 1 : given == 1 ? World::events : World::events * World::events;
    std::array<findings, 2> parts;
    in_two_threads([&](unsigned index) {
        searcher<World> one{depth, cuts, stop};
        const World start = make();
        for (unsigned begin = next_begin++; begin < begins && !stop; begin = next_begin++) {
            std::vector<unsigned> events;
            if (given > 1) { events.push_back(begin / World::events); }
            if (given > 0) { events.push_back(begin % World::events); }
            one.run(start, events);
        }
        parts[index] = std::move(one.found);
    });
    parts[0].add(parts[1]);
    return std::move(parts[0]);
}

/// `count` schedules of `depth` events that can apply, drawn at random, the same ones in every run. An event whose
/// World::is_rare is drawn once where another is drawn 64 times.
template <class World>
findings search_at_random(World (*make)(), unsigned depth, std::uint64_t count) {
    std::atomic<bool> stop{false};
    std::array<findings, 2> parts;
    in_two_threads([&](unsigned index) {
        searcher<World> one{depth, false, stop};
        const World start = make();
        std::mt19937_64 random{index};
        for (std::uint64_t i = index; i < count && !stop; i += 2) {
            one.run_at_random(start, [&] {
                for (;;) {
                    const auto event = static_cast<unsigned>(random() % World::events);
                    if (!World::is_rare(event) || random() % 64 == 0) { return event; }
                }
            });
        }
        parts[index] = std::move(one.found);
    });
    parts[0].add(parts[1]);
    return std::move(parts[0]);
}

}  // namespace test
