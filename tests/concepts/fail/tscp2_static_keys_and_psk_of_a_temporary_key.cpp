// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include "../tscp2_types.hpp"

using key = tscp::static_key<x25519>;

#if defined(SOUND)
tscp::static_keys_and_psk<key> keep(const key& own) { return {{}, own, {}, {}}; }
#else
tscp::static_keys_and_psk<key> keep(key& own) { return {{}, std::move(own), {}, {}}; }
#endif
