// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <array>

#include <tscp/core/writer.hpp>

using bytes = std::array<std::uint8_t, 32>;

#if defined(SOUND)
tscp::writer write(bytes& message) { return tscp::writer{message}; }
#else
tscp::writer write() { return tscp::writer{bytes{}}; }
#endif
