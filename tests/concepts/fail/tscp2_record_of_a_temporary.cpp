// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor|no matching member function)
#include <array>

#include "../tscp2_types.hpp"

using bytes = std::array<std::uint8_t, 100>;
bytes receive();

#if defined(SOUND)
bool read(const bytes& message, tscp::record& out) {
    return tscp::record::read_stream(message, 16, out) == tscp::errc::none;
}
#else
bool read(tscp::record& out) { return tscp::record::read_stream(receive(), 16, out) == tscp::errc::none; }
#endif
