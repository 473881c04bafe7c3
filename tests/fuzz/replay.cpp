// SPDX-License-Identifier: MIT
// Runs a fuzz target without libFuzzer: over the files named, or over random and mutated inputs.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "../support/bytes.hpp"
#include "target.hpp"

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        std::ifstream file{argv[i], std::ios::binary};
        const std::vector<char> content{std::istreambuf_iterator<char>{file}, {}};
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    }
    if (argc > 1) { return 0; }
    test::repeatable_random random{1};
    for (std::uint64_t run = 0; run < 20000; ++run) {
        test::bytes input = random.draw(random.below(200));
        // Inputs that look like a message's beginning go further.
        constexpr std::uint8_t firsts[] = {0x31, 0x32, 0x33, 0x34, 0x80, 0x90, 0xa0, 0x88, 0x8c, 0x01};
        if (!input.empty()) { input[0] = firsts[random.below(sizeof firsts)]; }
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    std::puts("20000 inputs");
    return 0;
}
