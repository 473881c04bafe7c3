// SPDX-License-Identifier: MIT
// expect: no matching
#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/classic.hpp>
#include <tscp/platform/host.hpp>
#include <utility>

struct crypto {
    using integer = tscp::portable::integer<128>;
    using hash = tscp::portable::sha256;
    using block_cipher = tscp::portable::aes256;
    using random = tscp::platform::os_random;
};

namespace classic = tscp::classic;
using client = classic::client<classic::debug, crypto>;
using waiting_client = classic::waiting_client<classic::debug, crypto>;

#if defined(SOUND)
client make(crypto::random& random) { return {classic::i_know_that_classic_is_insecure, random}; }
#else
client make(crypto::random& random) { return client{random}; }
#endif
