// SPDX-License-Identifier: MIT
// expect: (discards qualifiers|as lvalue|is an lvalue|lvalue|rvalue)
#include "../tscp2_types.hpp"

#if defined(SOUND)
bool open(tscp::half_open<stream>& server, tscp::byte_span record) {
    return bool{std::move(server).open_in_place(record)};
}
#else
bool open(tscp::half_open<stream>& server, tscp::byte_span record) { return bool{server.open_in_place(record)}; }
#endif
