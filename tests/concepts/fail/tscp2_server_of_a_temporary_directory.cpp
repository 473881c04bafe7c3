// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

using server = tscp::server<stream, const directory>;

#if defined(SOUND)
server make(const directory& clients, stream::random& random) { return server{clients, random}; }
#else
server make(stream::random& random) { return server{directory{}, random}; }
#endif
