// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
bool cut(tscp::fragment_sender& link, const bytes& message) { return bool{link.cut(message, 30)}; }
#else
bool cut(tscp::fragment_sender& link) { return bool{link.cut(bytes{}, 30)}; }
#endif
