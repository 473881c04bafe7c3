// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
tscp::byte_view open(tscp::client_channel<stream>& channel, bytes& record) {
    return (*channel.open_in_place(record)).data();
}
#else
tscp::byte_view open(tscp::client_channel<stream>& channel) { return (*channel.open_in_place(receive())).data(); }
#endif
