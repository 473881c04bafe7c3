// SPDX-License-Identifier: MIT
// A record of either framing: header and sealed content are the whole of it, with room for the tag, and the header is
// written again as it came.
#include "target.hpp"

#include <vector>

#include <tscp/wire/record.hpp>

namespace {

void check(tscp::byte_view message, const tscp::record& read, tscp::byte_view cid, std::size_t tag) {
    fuzz::require_within(message, read.header);
    fuzz::require_within(message, read.sealed);
    fuzz::require(read.header.size() + read.sealed.size() == message.size());
    fuzz::require(read.type <= tscp::record_type::control && read.epoch <= 3);
    fuzz::require(tag >= 16 || read.sequence_number_size != 1);
    fuzz::require(read.sealed.size() >= tag && read.sealed.size() <= tscp::max_content_size + tag);
    std::vector<std::uint8_t> header(read.header.size());
    if (read.sequence_number_size == 0) {
        tscp::record::write_stream_header(read.type, read.epoch, read.sealed.size(), header);
    } else {
        tscp::record::write_datagram_header(read.type, read.epoch, cid, read.sequence_number, header);
    }
    fuzz::require(tscp::equal_public(header, read.header));
}

}  // namespace

const fuzz::target fuzz::own_target{format::record, 20000, 92, 10};

fuzz::outcome fuzz::run(tscp::byte_view message) {
    auto done = outcome::refused;
    for (const std::size_t tag : {8U, 16U}) {
        tscp::record read;
        if (tscp::record::read_stream(message, tag, read) == tscp::errc::none) {
            done = outcome::parsed;
            require(read.sequence_number_size == 0);
            check(message, read, {}, tag);
            const auto size = tscp::record::size_of(message, tag, tag);
            require(size && *size == message.size());
        }
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, cid_size, std::size_t{8}}) {
            const std::vector<std::uint8_t> cid(size, message.size() > 1 ? message[1] : 0x51);
            if (tscp::record::read_datagram(message, cid, tag, read) == tscp::errc::none) {
                done = outcome::parsed;
                require(read.sequence_number_size == 1 || read.sequence_number_size == 2);
                check(message, read, cid, tag);
            }
        }
    }
    return done;
}
