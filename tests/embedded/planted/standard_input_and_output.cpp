// SPDX-License-Identifier: MIT
// Planted: formatted output.
#include <cstdio>

int main() { return std::printf("%d", 7); }
