// SPDX-License-Identifier: MIT
// Planted: output to a stream.
#include <ostream>

std::ostream& log();

int main() {
    log() << 7;
    return 0;
}
