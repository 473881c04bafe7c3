// SPDX-License-Identifier: MIT
// Faults that a test expects.
#pragma once

#include <csetjmp>

namespace on_target {

/// Where the program goes on after a fault, or null where none is expected.
inline std::jmp_buf* expected_fault = nullptr;

/// Leaves a handler of faults, and goes on there. Each processor has its own.
[[noreturn]] void leave_fault(std::jmp_buf* there) noexcept;

/// True where `action` ends in a fault, false where it returns.
template <class Action>
bool stops(const Action& action) {
    std::jmp_buf here;
    if (setjmp(here) != 0) {
        expected_fault = nullptr;
        return true;
    }
    expected_fault = &here;
    action();
    expected_fault = nullptr;
    return false;
}

}  // namespace on_target
