// SPDX-License-Identifier: MIT
// expect: no matching
#include "../classic_types.hpp"

#if defined(SOUND)
client make(crypto::random& random) { return {classic::i_know_that_classic_is_insecure, random}; }
#else
client make(crypto::random& random) { return client{random}; }
#endif
