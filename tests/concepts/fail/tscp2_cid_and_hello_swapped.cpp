// SPDX-License-Identifier: MIT
// expect: (could not convert|cannot convert|no viable|no matching|explicit)
#include "../tscp2_types.hpp"

using server = tscp::server<datagram, directory>;

#if defined(SOUND)
bool answer(server& at, tscp::byte_view hello, tscp::writer& out, tscp::cid_view cid) {
    return bool{at.answer_hello(hello, out, cid)};
}
#else
bool answer(server& at, tscp::byte_view hello, tscp::writer& out, tscp::cid_view cid) {
    return bool{at.answer_hello(cid, out, hello)};
}
#endif
