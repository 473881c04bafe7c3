// SPDX-License-Identifier: MIT
// Text that came from a peer, made safe to show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <tscp/core/bytes.hpp>

namespace tool {

inline std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

/// The text with control and formatting characters, backslashes and bytes that are not UTF-8 as \xNN, one for each
/// byte. What would need more than `limit` characters is cut, and ends in "...".
std::string printable(std::string_view text, std::size_t limit = 80);

}  // namespace tool
