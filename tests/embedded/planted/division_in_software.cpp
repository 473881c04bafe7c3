// SPDX-License-Identifier: MIT
// Planted: a division for which no chip here has an instruction.
#include <cstdint>

int main() {
    volatile std::uint64_t number = 7;
    volatile std::uint64_t divisor = 3;
    number = number / divisor;
    return 0;
}
