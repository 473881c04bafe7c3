// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <tscp/core/reader.hpp>

struct message {
    std::uint8_t bytes[32];
};
message receive();

#if defined(SOUND)
tscp::reader read(const message& received) { return tscp::reader{received.bytes}; }
#else
tscp::reader read() { return tscp::reader{receive().bytes}; }
#endif
