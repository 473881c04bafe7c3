// SPDX-License-Identifier: MIT
// expect: tscp: tickets are the server's to give.
#include "../tscp2_types.hpp"

template <class Channel>
bool give(Channel& from, tscp::byte_view ticket, tscp::writer& out) {
    return bool{from.seal_ticket_record(ticket, out)};
}
#if defined(SOUND)
template bool give(tscp::server_channel<stream>&, tscp::byte_view, tscp::writer&);
#else
template bool give(tscp::client_channel<stream>&, tscp::byte_view, tscp::writer&);
#endif
