// SPDX-License-Identifier: MIT
// All schedules of seven events over two channels. two_ends.hpp has the 26 events and the promises, search.hpp the
// rules by which a schedule is left out where it can add nothing; a run of all schedules of five events confirms them.
//
// usage: exhaustive_channels [--quick | --deep]
#include <cstdint>

#include "report.hpp"
#include "two_ends.hpp"

namespace {

// A key seals 8 records, half of them before an update, and sees 4 failures.
using small_limits = test::toy_profile<8, 4>;
// The update comes some records after a number that is sent in two bytes.
using larger_limits = test::toy_profile<36, 30>;
using short_tags = test::toy_profile<8, 4, 8>;

using established = test::two_ends<small_limits, 1>;
using confirmed = test::two_ends<small_limits, 0>;
using later = test::two_ends<larger_limits, 14>;
using with_short_tags = test::two_ends<short_tags, 1>;

constexpr const char* of_established = "after a record of each end";
constexpr const char* of_confirmed = "after the client's first record";
constexpr const char* of_later = "after 14 records of each end";
constexpr const char* of_short_tags = "with tags of 8 bytes";

bool run_quick() {
    // The shortest schedule that breaks a promise is found first.
    for (unsigned depth = 1; depth <= 5; ++depth) {
        if (!test::holds<established>(of_established, depth) || !test::holds<confirmed>(of_confirmed, depth) ||
            !test::holds<later>(of_later, depth) || !test::holds<with_short_tags>(of_short_tags, depth)) {
            return false;
        }
    }
    return true;
}

bool run_default() {
    return run_quick() && test::rules_add_up<established>(of_established, 5) &&
           test::holds<established>(of_established, 7);
}

bool run_deep() {
    return test::holds<established>(of_established, 8) && test::holds<confirmed>(of_confirmed, 7) &&
           test::holds<later>(of_later, 7) && test::holds<with_short_tags>(of_short_tags, 7) &&
           test::holds_at_random<established>(of_established, 60, 1000000) &&
           test::holds_at_random<confirmed>(of_confirmed, 30, 1000000) &&
           test::holds_at_random<later>(of_later, 200, 300000);
}

}  // namespace

int main(int argc, char** argv) { return test::run(argc, argv, run_quick, run_default, run_deep); }
