// SPDX-License-Identifier: MIT
// A record of either framing: header and sealed content are the whole of it, with room for the tag.
#include "target.hpp"

#include <vector>

#include <tscp/wire/record.hpp>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tscp::byte_view message{data, size};
    tscp::record read;
    const auto check = [&](tscp::errc error, std::size_t tag) {
        if (error != tscp::errc::none) { return; }
        fuzz::within(message, read.header);
        fuzz::within(message, read.sealed);
        fuzz::require(read.header.size() + read.sealed.size() == size && read.sealed.size() >= tag);
    };
    for (const std::size_t tag : {8U, 16U}) {
        check(tscp::record::read_stream(message, tag, read), tag);
        for (const std::size_t cid : {0U, 1U, 8U}) {
            check(tscp::record::read_datagram(message, std::vector<std::uint8_t>(cid, 0x51), tag, read), tag);
        }
    }
    return 0;
}
