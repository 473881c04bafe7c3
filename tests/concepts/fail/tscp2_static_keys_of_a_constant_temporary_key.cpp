// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

using key = tscp::static_key<x25519>;
using constant = const key;
constant make();

#if defined(SOUND)
tscp::static_keys<key> keep(constant& own) { return {{}, own, {}}; }
#else
tscp::static_keys<key> keep() { return {{}, make(), {}}; }
#endif
