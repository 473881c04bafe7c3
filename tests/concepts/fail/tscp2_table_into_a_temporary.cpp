// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

using table = tscp::half_open_table<datagram, 4>;

#if defined(SOUND)
bool open(table& sessions, bytes& out) { return bool{sessions.open(receive(), 1, out)}; }
#else
bool open(table& sessions) { return bool{sessions.open(receive(), 1, bytes{})}; }
#endif
