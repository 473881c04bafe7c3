// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

using constant = const tscp::client_ticket;
constant make();

#if defined(SOUND)
tscp::resumption keep(constant& ticket) { return tscp::resumption{ticket}; }
#else
tscp::resumption keep() { return tscp::resumption{make()}; }
#endif
