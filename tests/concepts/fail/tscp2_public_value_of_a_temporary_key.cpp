// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::byte_view read(const tscp::result<key>& made) { return made->public_value(); }
#else
tscp::byte_view read(tscp::byte_view secret) { return (*key::make(secret)).public_value(); }
#endif
