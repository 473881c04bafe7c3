// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::resumption keep(const tscp::client_ticket& ticket) { return tscp::resumption{ticket}; }
#else
tscp::resumption keep(tscp::client_ticket& ticket) { return tscp::resumption{std::move(ticket)}; }
#endif
