// SPDX-License-Identifier: MIT
// What a fuzz target is: a function that libFuzzer, or replay.cpp, calls with every input. And what all of them ask.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <tscp/core/bytes.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fuzz {

/// Ends the program where it does not hold.
inline void require(bool holds) {
    if (!holds) { std::abort(); }
}

/// What was read lies in the input.
inline void within(tscp::byte_view whole, tscp::byte_view part) {
    require(part.empty() || (part.data() >= whole.data() && part.end() <= whole.end()));
}

}  // namespace fuzz
