// SPDX-License-Identifier: MIT
// expect: (could not convert|no viable conversion|conversion from)
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
classic::client_channel<classic::debug, crypto> same(classic::client_channel<classic::debug, crypto>& one) {
    return std::move(one);
}
#else
classic::client_channel<classic::release, crypto> same(classic::client_channel<classic::debug, crypto>& one) {
    return std::move(one);
}
#endif
