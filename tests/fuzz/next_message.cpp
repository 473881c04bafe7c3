// SPDX-License-Identifier: MIT
// The size of the next message of a stream: told from a beginning, it stays the same when more has come.
#include "target.hpp"

#include "../support/tscp2_pair.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tscp::byte_view received{data, size};
    const auto whole = tscp::next_message_size<test::stream_profile>(received);
    if (whole) { fuzz::require(*whole >= 2); }
    for (std::size_t part = 0; part < size; ++part) {
        const auto early = tscp::next_message_size<test::stream_profile>(received.first(part));
        if (early) { fuzz::require(whole && *whole == *early); }
        if (!early && early.error() != tscp::errc::truncated) { fuzz::require(!whole); }
    }
    return 0;
}
