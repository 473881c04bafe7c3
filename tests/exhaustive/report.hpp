// SPDX-License-Identifier: MIT
// What a search found, in words. Each function is false where a promise was broken, and says by which schedule.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstring>

#include "search.hpp"

namespace test {

inline unsigned long long printable(std::uint64_t number) noexcept { return number; }

template <class World>
bool print(const char* start, unsigned depth, const findings& found) {
    if (!found.fault.empty()) {
        std::printf("%s, %u events: BROKEN: %s\n", start, depth, found.fault.c_str());
        return false;
    }
    std::printf("%s, %u events: %zu states:", start, depth, found.states.size());
    for (unsigned i = 0; i < World::kind_names.size(); ++i) {
        std::printf(" %s %llu", World::kind_names[i], printable(found.states.count(i)));
    }
    std::printf("\n");
    return true;
}

/// All schedules that no rule cuts.
template <class World>
bool holds(const char* start, unsigned depth) {
    const findings found = search<World>(World::make, depth, true);
    if (!print<World>(start, depth, found)) { return false; }
    std::printf("schedules %llu pruned %llu\n", printable(found.run), printable(found.pruned));
    std::fflush(stdout);
    std::uint64_t all = 1;
    for (unsigned i = 0; i < depth; ++i) { all *= World::events; }
    if (found.run + found.pruned != all) { std::printf("BROKEN: these are not %llu\n", printable(all)); }
    return found.run + found.pruned == all;
}

/// All schedules reach the states that those reach which no rule cuts, and no other.
template <class World>
bool rules_add_up(const char* start, unsigned depth) {
    const findings all = search<World>(World::make, depth, false);
    if (!print<World>(start, depth, all)) { return false; }
    const findings found = search<World>(World::make, depth, true);
    if (!print<World>(start, depth, found)) { return false; }
    const bool equal = all.states.sorted() == found.states.sorted();
    std::printf(
        "schedules %llu pruned %llu: %s\n", printable(all.run), printable(all.pruned),
        equal ? "the states are those that are reached with cuts" : "BROKEN: the cuts leave out states, or add some");
    std::fflush(stdout);
    return equal;
}

template <class World>
bool holds_at_random(const char* start, unsigned depth, std::uint64_t count) {
    const findings found = search_at_random<World>(World::make, depth, count);
    if (!print<World>(start, depth, found)) { return false; }
    std::printf("schedules %llu drawn at random\n", printable(found.run));
    std::fflush(stdout);
    return true;
}

/// The status of a program `[--quick | --deep]`, which runs one of three.
inline int run(int argc, char** argv, bool (*quick)(), bool (*all)(), bool (*deep)()) {
    const char* const option = argc > 1 ? argv[1] : "";
    const bool holds = std::strcmp(option, "--quick") == 0  ? quick()
                       : std::strcmp(option, "--deep") == 0 ? deep()
                                                            : all();
    return holds ? 0 : 1;
}

}  // namespace test
