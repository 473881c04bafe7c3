// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool open(tscp::client_channel<stream>& channel, bytes& record, tscp::opened_record& opened) {
    return channel.open_in_place(record, opened) == tscp::errc::none;
}
#else
bool open(tscp::client_channel<stream>& channel, tscp::opened_record& opened) {
    return channel.open_in_place(receive(), opened) == tscp::errc::none;
}
#endif
