// SPDX-License-Identifier: MIT
// All schedules of a few events over the half-open sessions of a server. one_server.hpp has the 16 events and the
// promises, search.hpp the rule by which a schedule is left out: no two events can change places here, as every event
// touches the server.
//
// usage: exhaustive_handshakes [--quick | --deep]
#include <cstdio>

#include "one_server.hpp"
#include "report.hpp"

namespace {

using always = test::one_server<tscp::cookies::always>;
using above = test::one_server<tscp::cookies::above<1>>;
using never = test::one_server<tscp::cookies::never>;

constexpr const char* of_always = "cookies always";
constexpr const char* of_above = "cookies above one place";
constexpr const char* of_never = "cookies never";

bool run(unsigned depth) {
    return test::holds<always>(of_always, depth) && test::holds<above>(of_above, depth) &&
           test::holds<never>(of_never, depth);
}

bool run_quick() {
    // The shortest schedule that breaks a promise is found first.
    for (unsigned depth = 1; depth <= 5; ++depth) {
        if (!run(depth)) { return false; }
    }
    return true;
}

bool run_default() {
    return run_quick() && run(6) && test::rules_add_up<above>(of_above, 5) && test::holds<above>(of_above, 7) &&
           test::holds<always>(of_always, 7);
}

bool run_deep() {
    return run(8) && test::holds_at_random<always>(of_always, 40, 100000) &&
           test::holds_at_random<above>(of_above, 40, 100000) && test::holds_at_random<never>(of_never, 40, 100000);
}

}  // namespace

int main(int argc, char** argv) { return test::run(argc, argv, run_quick, run_default, run_deep); }
