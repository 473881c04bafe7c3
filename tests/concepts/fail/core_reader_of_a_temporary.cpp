// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include <tscp/core/reader.hpp>

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
tscp::reader read(const bytes& message) { return tscp::reader{message}; }
#else
tscp::reader read() { return tscp::reader{bytes{}}; }
#endif
