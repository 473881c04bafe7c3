// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
tscp::byte_span take(tscp::reassembler<100>& link, bytes& unit) { return *link.take(unit); }
#else
tscp::byte_span take(tscp::reassembler<100>& link) { return *link.take(receive()); }
#endif
