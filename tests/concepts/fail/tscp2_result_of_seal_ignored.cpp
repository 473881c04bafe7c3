// SPDX-License-Identifier: MIT
// expect: (nodiscard|warn_unused_result)
#include "../tscp2_types.hpp"

#if defined(SOUND)
void seal(tscp::client_channel<stream>& from, tscp::writer& out) { (void)from.seal({}, out); }
#else
void seal(tscp::client_channel<stream>& from, tscp::writer& out) { from.seal({}, out); }
#endif
