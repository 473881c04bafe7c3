// SPDX-License-Identifier: MIT
// The same as session/overlap.cpp in a build without checks: what is refused there does not depend on them.
#if !defined(NDEBUG)
#define NDEBUG
#endif
#include "../session/overlap.cpp"

static_assert(!tscp::config::checked);
