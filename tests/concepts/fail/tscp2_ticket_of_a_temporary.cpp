// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted|deleted constructor|deleted function)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::resumption make(const tscp::client_ticket& ticket) { return tscp::resumption{ticket}; }
#else
tscp::resumption make() { return tscp::resumption{tscp::client_ticket{}}; }
#endif
