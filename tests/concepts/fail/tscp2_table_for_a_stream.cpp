// SPDX-License-Identifier: MIT
// expect: tscp: a stream has one half-open session: half_open itself.
#include "../tscp2_types.hpp"

#if defined(SOUND)
std::size_t size = sizeof(tscp::half_open_table<datagram, 4>);
#else
std::size_t size = sizeof(tscp::half_open_table<stream, 4>);
#endif
