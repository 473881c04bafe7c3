// SPDX-License-Identifier: MIT
// The same as handshake/overlap.cpp in a build without checks: what is refused there does not depend on them.
#if !defined(NDEBUG)
#define NDEBUG
#endif
#include "../handshake/overlap.cpp"

static_assert(!tscp::config::checked);
