// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool parse(const bytes& message) { return bool{tscp::hey::parse(message)}; }
#else
bool parse() { return bool{tscp::hey::parse(receive())}; }
#endif
