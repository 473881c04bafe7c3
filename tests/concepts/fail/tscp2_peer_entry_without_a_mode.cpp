// SPDX-License-Identifier: MIT
// expect: (private|could not convert|no matching|no viable)
#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::peer_entry make(tscp::public_key_view key, tscp::client_name name) {
    return tscp::peer_entry::static_keys(key, name);
}
#else
tscp::peer_entry make(tscp::public_key_view key, tscp::client_name name) { return {key, name}; }
#endif
