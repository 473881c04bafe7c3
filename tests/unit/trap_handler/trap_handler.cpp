// SPDX-License-Identifier: MIT
// A function of the user's for broken preconditions: it runs first, and cannot make the program go on.
#define TSCP_TRAP_HANDLER on_broken_precondition

#include <cstdint>

#include <sys/wait.h>
#include <unistd.h>

#include <tscp/core/bytes.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

constexpr int restart_status = 42;
bool handler_restarts = false;
int handler_calls = 0;

}  // namespace

extern "C" void on_broken_precondition() noexcept {
    ++handler_calls;
    if (handler_restarts) { ::_exit(restart_status); }
}

TEST_CASE("a broken precondition runs the program's own handler") {
    static_assert(tscp::config::checked);
    handler_restarts = true;
    const pid_t child = ::fork();
    if (child == 0) {
        tscp::config::expects(false);
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == restart_status);
}

TEST_CASE("a handler that returns does not let the program go on") {
    handler_restarts = false;
    CHECK(test::stops([] { tscp::config::expects(false); }));
}

TEST_CASE("a precondition that holds runs no handler") {
    tscp::config::expects(true);
    CHECK(handler_calls == 0);
}
