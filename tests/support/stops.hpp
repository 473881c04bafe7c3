// SPDX-License-Identifier: MIT
// Whether an action stops the program: tried in a child process, or on a chip by what handles its fault.
#pragma once

#if defined(__unix__)
#include <csignal>
#include <initializer_list>

#include <sys/wait.h>
#include <unistd.h>
#else
#include "../embedded/on_target/faults.hpp"
#endif

namespace test {

#if defined(__unix__)
/// True where `action` ends in a signal, false where it returns.
template <class Action>
bool stops(const Action& action) {
    const pid_t child = ::fork();
    if (child == 0) {
        // Without the test framework's report of the signal.
        for (const int signal : {SIGILL, SIGTRAP, SIGABRT}) { static_cast<void>(std::signal(signal, SIG_DFL)); }
        action();
        ::_exit(0);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}
#else
using on_target::stops;
#endif

}  // namespace test
