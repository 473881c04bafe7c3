// SPDX-License-Identifier: MIT
// Runs the primitives with their secrets marked as undefined, under valgrind's memcheck, which then reports every
// branch and every address that depends on one. Prints a line for each primitive, and fails where the reports are not
// as many as there are branches on public verdicts. Leaks on purpose must be reported too.
#include <valgrind/memcheck.h>

#include <cstdio>

#include "primitives.hpp"

namespace {

unsigned reports_of(const primitives::primitive& tested) {
    auto& data = primitives::data;
    primitives::draw_secret(1);
    tested.prepare();
    VALGRIND_MAKE_MEM_UNDEFINED(data.secret.data(), data.secret.size());
    const auto before = VALGRIND_COUNT_ERRORS;
    tested.run();
    const auto reports = VALGRIND_COUNT_ERRORS - before;
    VALGRIND_MAKE_MEM_DEFINED(&data, sizeof data);
    return static_cast<unsigned>(reports);
}

bool check(const primitives::primitive& tested, unsigned expected) {
    const unsigned reports = reports_of(tested);
    const bool good = reports == expected;
    std::printf("valgrind %s: %u reports, %u expected%s\n", tested.name, reports, expected, good ? "" : ": WRONG");
    return good;
}

}  // namespace

int main() {
    if (RUNNING_ON_VALGRIND == 0) {
        std::puts("run this under valgrind");
        return 1;
    }
    bool good = true;
    for (const auto& tested : primitives::all) { good = check(tested, tested.verdicts) && good; }
    for (const auto& leak : primitives::leaks) { good = check(leak, 1) && good; }
    primitives::leaking_division();
    return good ? 0 : 9;
}
