// SPDX-License-Identifier: MIT
// expect: tscp: on a stream a snapshot would be out of date with the next byte: use suspend.
#include "../tscp2_types.hpp"

template <class Channel>
bool write(Channel& from, tscp::writer& out) {
    generations store;
    return bool{from.write_snapshot(store, 100, out)};
}
#if defined(SOUND)
template bool write(tscp::client_channel<datagram>&, tscp::writer&);
#else
template bool write(tscp::client_channel<stream>&, tscp::writer&);
#endif
