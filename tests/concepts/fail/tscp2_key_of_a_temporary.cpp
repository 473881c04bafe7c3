// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted|deleted constructor|deleted function)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::static_keys<key> make(const key& own) { return {tscp::identity_view{}, own, tscp::public_key_view{}}; }
#else
tscp::static_keys<key> make(key& own) { return {tscp::identity_view{}, std::move(own), tscp::public_key_view{}}; }
#endif
