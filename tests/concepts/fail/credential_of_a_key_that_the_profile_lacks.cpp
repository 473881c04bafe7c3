// SPDX-License-Identifier: MIT
// expect: tscp: a client's credential is tscp::external_psk, tscp::resumption, or tscp::static_keys<Key> or
// expect: tscp::static_keys_and_psk<Key> with the profile's `using static_key = Key;`.
#include "../tscp2_types.hpp"

using key = tscp::static_key<x25519>;
struct profile : stream {
#if defined(SOUND)
    using static_key = key;
#else
#endif
};

tscp::client<profile> make(const tscp::static_keys<key>& known, profile::random& random) {
    return tscp::client<profile>{known, random};
}
