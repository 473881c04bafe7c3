// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::byte_view read(const tscp::client_ticket& ticket) { return ticket.bytes(); }
#else
tscp::byte_view read(tscp::byte_view stored) { return (*tscp::client_ticket::from_stored(stored)).bytes(); }
#endif
