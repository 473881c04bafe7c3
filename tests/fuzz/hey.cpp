// SPDX-License-Identifier: MIT
// A Hey: what was read lies within it, and is written again as it came.
#include "target.hpp"

#include <vector>

#include <tscp/core/writer.hpp>
#include <tscp/wire/hey.hpp>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tscp::byte_view message{data, size};
    const auto hey = tscp::hey::parse(message);
    if (!hey) { return 0; }
    for (const auto part : {hey->cid, hey->share, hey->finished}) { fuzz::within(message, part); }
    std::vector<std::uint8_t> again(size);
    tscp::writer out{again};
    tscp::hey::write_head(hey->suite_id, hey->cid, out);
    fuzz::require(bool{out.write_bytes(hey->share)} && bool{out.write_bytes(hey->finished)});
    fuzz::require(tscp::equal_public(out.written(), message));
    return 0;
}
