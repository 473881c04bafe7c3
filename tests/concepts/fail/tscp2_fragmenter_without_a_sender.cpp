// SPDX-License-Identifier: MIT
// expect: no matching
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::fragmenter make() { return {}; }
#else
tscp::fragmenter make(tscp::byte_view message) { return tscp::fragmenter{message, 30}; }
#endif
