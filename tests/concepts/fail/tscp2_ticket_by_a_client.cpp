// SPDX-License-Identifier: MIT
// expect: tscp: tickets are the server's to give.
#include "../tscp2_types.hpp"

template <class Channel>
bool give(Channel& from, const tscp::session_secrets<stream::hash>& secrets, const ticket_keys& keys,
          tscp::writer& out) {
    tscp::platform::os_random random;
    return bool{from.seal_ticket(secrets, tscp::authentication<stream>{}, keys, {0, 60}, random, out)};
}
#if defined(SOUND)
template bool give(tscp::server_channel<stream>&, const tscp::session_secrets<stream::hash>&, const ticket_keys&,
                   tscp::writer&);
#else
template bool give(tscp::client_channel<stream>&, const tscp::session_secrets<stream::hash>&, const ticket_keys&,
                   tscp::writer&);
#endif
