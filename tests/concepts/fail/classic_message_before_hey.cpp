// SPDX-License-Identifier: MIT
// expect: (has no member named|no member named) .*write_message
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
bool send(classic::client_channel<classic::debug, crypto>& channel, tscp::writer& out) {
    return static_cast<bool>(channel.write_message({}, out));
}
#else
bool send(waiting_client& waiting, tscp::writer& out) { return static_cast<bool>(waiting.write_message({}, out)); }
#endif
