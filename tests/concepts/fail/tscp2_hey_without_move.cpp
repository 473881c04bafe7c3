// SPDX-License-Identifier: MIT
// expect: (discards qualifiers|as lvalue|is an lvalue|lvalue|rvalue)
#include "../tscp2_types.hpp"

#if defined(SOUND)
bool read(waiting_on<stream>& client) { return bool{std::move(client).read_hey({})}; }
#else
bool read(waiting_on<stream>& client) { return bool{client.read_hey({})}; }
#endif
