// SPDX-License-Identifier: MIT
// The checks hold in the unit that has them, whichever unit the linker meets first.
#include "../support/stops.hpp"
#include "mixed_checks.hpp"

int main() {
    const bool holds = test::stops([] { static_cast<void>(take_too_much_with_checks()); });
    const bool absent = !test::stops([] { static_cast<void>(take_too_much_without_checks()); });
    return holds && absent ? 0 : 1;
}
