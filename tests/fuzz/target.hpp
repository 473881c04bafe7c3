// SPDX-License-Identifier: MIT
// What a fuzz target defines, for libfuzzer.cpp and replay.cpp to call, and the checks that targets share.
#pragma once

#include <cstdint>
#include <cstdlib>

#include <tscp/core/bytes.hpp>

#include "mutation.hpp"

namespace fuzz {

/// Whether the library accepted the input.
enum class outcome : std::uint8_t { refused, parsed };

struct target {
    format form;               ///< of its inputs
    unsigned runs;             ///< mutants in a replay
    unsigned parsed_percent;   ///< at least so many of those that were mended parse
    unsigned refused_percent;  ///< at least so many of those that were not mended are refused
};

/// Every target's source defines both. `run` takes an input, and ends the program where a property of the library does
/// not hold.
extern const target own_target;
outcome run(tscp::byte_view);

/// Ends the program where a property does not hold; the stack tells which.
inline void require(bool holds) {
    if (!holds) { std::abort(); }
}

/// Requires that what was read lies in the input.
inline void require_within(tscp::byte_view whole, tscp::byte_view part) {
    require(part.empty() || (part.data() >= whole.data() && part.end() <= whole.end()));
}

}  // namespace fuzz
