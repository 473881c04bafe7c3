// SPDX-License-Identifier: MIT
// One program of two units: one has all headers in order, the other in reverse.

bool run_in_order() noexcept;
bool run_in_reverse() noexcept;

int main() { return run_in_order() && run_in_reverse() ? 0 : 1; }
