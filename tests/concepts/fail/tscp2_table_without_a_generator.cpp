// SPDX-License-Identifier: MIT
// expect: (no matching function|no matching constructor)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::half_open_table<datagram, 4, tscp::cookies::never> table;
#else
tscp::half_open_table<datagram, 4> table;
#endif
