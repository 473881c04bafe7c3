// SPDX-License-Identifier: MIT
// expect: tscp: a client's credential is tscp::external_psk, tscp::resumption, or tscp::static_keys<Key> or
// expect: tscp::static_keys_and_psk<Key> with the profile's `using static_key = Key;`.
#include "../tscp2_types.hpp"

struct password {};

#if defined(SOUND)
tscp::client<stream> make(const tscp::external_psk& known, stream::random& random) {
    return tscp::client<stream>{known, random};
}
#else
tscp::client<stream> make(const password& known, stream::random& random) { return tscp::client<stream>{known, random}; }
#endif
