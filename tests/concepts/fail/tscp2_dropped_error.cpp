// SPDX-License-Identifier: MIT
// expect: (ignoring return(ed)? value|nodiscard)
#include <tscp/tscp.hpp>

#include "../../support/tscp2_pair.hpp"

using channel = tscp::client_channel<test::datagram_profile>;
#ifdef SOUND
tscp::errc open(channel& from, tscp::byte_view record, tscp::byte_span out, tscp::opened_record& got) {
    return from.open(record, out, got);
}
#else
void open(channel& from, tscp::byte_view record, tscp::byte_span out, tscp::opened_record& got) {
    from.open(record, out, got);
}
#endif
