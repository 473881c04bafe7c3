// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
tscp::fragmenter cut(const bytes& message) { return {message, 30}; }
#else
tscp::fragmenter cut() { return {bytes{}, 30}; }
#endif
