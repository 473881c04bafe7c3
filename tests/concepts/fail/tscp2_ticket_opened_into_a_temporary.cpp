// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool open(const ticket_keys& keys, bytes& buffer) { return bool{keys.open(receive(), {}, buffer)}; }
#else
bool open(const ticket_keys& keys) { return bool{keys.open(receive(), {}, bytes{})}; }
#endif
