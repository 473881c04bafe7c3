// SPDX-License-Identifier: MIT
// expect: (has no member named|no member named)
#include "../tscp2_types.hpp"

#if defined(SOUND)
bool seal(tscp::client_session<stream>& client, tscp::writer& out) { return bool{client.channel.seal({}, out)}; }
#else
bool seal(waiting_on<stream>& client, tscp::writer& out) { return bool{client.seal({}, out)}; }
#endif
