// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool open(tscp::half_open<datagram>& half, bytes& out, tscp::server_session<datagram>& session) {
    return half.open(receive(), out, session) == tscp::errc::none;
}
#else
bool open(tscp::half_open<datagram>& half, tscp::server_session<datagram>& session) {
    return half.open(receive(), bytes{}, session) == tscp::errc::none;
}
#endif
