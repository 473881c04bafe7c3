// SPDX-License-Identifier: MIT
// expect: tscp: the keys of this group are for one handshake only.
#include "../tscp2_types.hpp"

#if defined(SOUND)
std::size_t size = sizeof(tscp::static_key<x25519>);
#else
std::size_t size = sizeof(tscp::static_key<tscp::ffdhe2048<tscp::portable::integer<2048>>>);
#endif
