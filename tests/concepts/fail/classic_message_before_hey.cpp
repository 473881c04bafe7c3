// SPDX-License-Identifier: MIT
// expect: (has no member named|no member named) .*write_message
#include "../classic_types.hpp"

#if defined(SOUND)
bool send(classic::client_channel<classic::debug, crypto>& channel, tscp::writer& out) {
    return static_cast<bool>(channel.write_message({}, out));
}
#else
bool send(waiting_client& waiting, tscp::writer& out) { return static_cast<bool>(waiting.write_message({}, out)); }
#endif
