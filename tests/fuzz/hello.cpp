// SPDX-License-Identifier: MIT
// A Hello: what was read lies within it, and is written again as it came.
#include "target.hpp"

#include <vector>

#include <tscp/core/writer.hpp>
#include <tscp/wire/hello.hpp>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tscp::byte_view message{data, size};
    const auto hello = tscp::hello::parse(message);
    if (!hello) { return 0; }
    for (const auto part : {hello->suites, hello->identity, hello->cid, hello->share, hello->binder}) {
        fuzz::within(message, part);
    }
    std::vector<std::uint8_t> again(size);
    tscp::writer out{again};
    hello->write_head(out);
    fuzz::require(bool{out.write_bytes(hello->share)} && bool{out.write_bytes(hello->binder)});
    fuzz::require(tscp::equal_public(out.written(), message) && hello->size() == size);
    return 0;
}
