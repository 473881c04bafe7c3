// SPDX-License-Identifier: MIT
// What every generator must do: overwrite what it is handed, of any size, and nothing beside it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace test {

/// The bytes that `random` writes into a buffer of `size`; the test fails where it says that it could not, or writes
/// outside.
template <class Random>
bytes filled(Random& random, std::size_t size) {
    bytes buffer(size + 2, 0xee);
    REQUIRE(random.fill(tscp::byte_span{buffer}.subspan(1, size)));
    CHECK(buffer.front() == 0xee);
    CHECK(buffer.back() == 0xee);
    return {buffer.begin() + 1, buffer.end() - 1};
}

/// The bytes `first`, `first` + 1, …
inline bytes counted(std::size_t size, std::uint8_t first) {
    bytes out(size);
    for (std::uint8_t& byte : out) { byte = first++; }
    return out;
}

}  // namespace test
