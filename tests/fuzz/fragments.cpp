// SPDX-License-Identifier: MIT
// Fragments: the input as a row of units, each after its size; no message is longer than the room for it.
#include "target.hpp"

#include <algorithm>
#include <vector>

#include "../support/tscp2_pair.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::vector<std::uint8_t> input{data, data + size};
    tscp::reassembler<100> link;
    for (std::size_t at = 0; at < size;) {
        const std::size_t unit = std::min<std::size_t>(input[at] % 32, size - at - 1);
        const auto whole = link.take(tscp::byte_span{input}.subspan(at + 1, unit));
        if (whole) { fuzz::require(whole->size() <= 100); }
        at += 1 + unit;
    }
    return 0;
}
