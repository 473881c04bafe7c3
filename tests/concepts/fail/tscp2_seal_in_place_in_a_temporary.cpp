// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
tscp::byte_view seal(tscp::client_channel<stream>& channel, tscp::byte_span message, bytes& buffer) {
    return *channel.seal_in_place(message, buffer);
}
#else
tscp::byte_view seal(tscp::client_channel<stream>& channel, tscp::byte_span message) {
    return *channel.seal_in_place(message, receive());
}
#endif
