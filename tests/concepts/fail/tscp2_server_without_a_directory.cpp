// SPDX-License-Identifier: MIT
// expect: tscp: a directory must offer find_psk, find_peer or tickets: see concepts/directory.hpp.
#include "../tscp2_types.hpp"

#if defined(SOUND)
std::size_t size = sizeof(tscp::server<stream, directory>);
#else
struct nobody {};
std::size_t size = sizeof(tscp::server<stream, nobody>);
#endif
