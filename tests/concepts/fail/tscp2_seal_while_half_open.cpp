// SPDX-License-Identifier: MIT
// expect: (has no member named|no member named)
#include "../tscp2_types.hpp"

#if defined(SOUND)
bool seal(tscp::server_session<stream>& server, tscp::writer& out) { return bool{server.channel.seal({}, out)}; }
#else
bool seal(tscp::half_open<stream>& server, tscp::writer& out) { return bool{server.seal({}, out)}; }
#endif
