// SPDX-License-Identifier: MIT
// Every parser of a message: whatever the bytes are, what was read lies within them and is written again as it came.
#include "target.hpp"

#include <cstdlib>
#include <vector>

#include "../support/tscp2_pair.hpp"

namespace {

void require(bool holds) {
    if (!holds) { std::abort(); }
}

void within(tscp::byte_view whole, tscp::byte_view part) {
    require(part.empty() || (part.data() >= whole.data() && part.end() <= whole.end()));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const tscp::byte_view message{data, size};
    if (const auto hello = tscp::hello::read(message)) {
        for (const auto part : {hello->suites, hello->identity, hello->cid, hello->share, hello->binder}) {
            within(message, part);
        }
        std::vector<std::uint8_t> again(size);
        tscp::writer out{again};
        require(bool{tscp::hello::write(hello->how, hello->suites, hello->identity, hello->cid, hello->share, out)});
        require(bool{out.write(hello->binder)} && tscp::equal_public(out.written(), message));
    }
    if (const auto hey = tscp::hey::read(message)) {
        std::vector<std::uint8_t> again(size);
        tscp::writer out{again};
        require(bool{tscp::hey::write(hey->suite_id, hey->cid, hey->share, out)});
        require(bool{out.write(hey->finished)} && tscp::equal_public(out.written(), message));
    }
    for (const std::size_t tag : {8U, 16U}) {
        const auto stream = tscp::record::read_stream(message, tag);
        if (stream) { require(stream->header.size() + stream->sealed.size() == size && stream->sealed.size() >= tag); }
        for (const std::size_t cid : {0U, 1U, 8U}) {
            const std::vector<std::uint8_t> own(cid, 0x51);
            const auto datagram = tscp::record::read_datagram(message, own, tag);
            if (datagram) {
                require(datagram->header.size() + datagram->sealed.size() == size && datagram->sealed.size() >= tag);
            }
        }
    }
    const auto next = tscp::next_message_size<test::stream_profile>(message);
    if (next) { require(*next >= 2); }
    return 0;
}
