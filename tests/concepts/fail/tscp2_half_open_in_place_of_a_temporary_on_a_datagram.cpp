// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool open(tscp::half_open<datagram>& half, bytes& record) { return bool{half.open_in_place(record)}; }
#else
bool open(tscp::half_open<datagram>& half) { return bool{half.open_in_place(receive())}; }
#endif
