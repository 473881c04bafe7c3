// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include <tscp/framing/slip.hpp>

using bytes = std::array<std::uint8_t, 100>;

#if defined(SOUND)
tscp::slip::decoder decode(bytes& datagram) { return tscp::slip::decoder{datagram}; }
#else
tscp::slip::decoder decode() { return tscp::slip::decoder{bytes{}}; }
#endif
