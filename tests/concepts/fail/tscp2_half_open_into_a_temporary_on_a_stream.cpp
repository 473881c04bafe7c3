// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool open(tscp::half_open<stream>& half, bytes& out) { return bool{std::move(half).open(receive(), out)}; }
#else
bool open(tscp::half_open<stream>& half) { return bool{std::move(half).open(receive(), bytes{})}; }
#endif
