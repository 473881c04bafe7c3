// SPDX-License-Identifier: MIT
// expect: tscp: a client's credential is tscp::external_psk, tscp::resumption, or tscp::static_keys<Key> or
// expect: tscp::static_keys_and_psk<Key> with the profile's `using static_key = Key;`.
#include "../tscp2_types.hpp"

struct with_keys : stream {
#if defined(SOUND)
    using static_key = key;
#endif
};

tscp::client<with_keys> make(const key& own, tscp::public_key_view server, tscp::platform::os_random& random) {
    return {tscp::static_keys<key>{tscp::identity_view{}, own, server}, random};
}
