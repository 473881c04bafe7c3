// SPDX-License-Identifier: MIT
// SLIP: the datagrams of any bytes are those of a plain reading of RFC 1055, and any datagram comes out of its frame as
// it went in.
#include "target.hpp"

#include <algorithm>
#include <vector>

#include <tscp/framing/slip.hpp>

#include "../support/plain_slip.hpp"

namespace {

using fuzz::require;
using test::bytes;

std::vector<bytes> decoded(const bytes& line) {
    bytes buffer(fuzz::slip_capacity);
    tscp::slip::decoder frames{buffer};
    std::vector<bytes> datagrams;
    for (const std::uint8_t byte : line) {
        const tscp::byte_span datagram = frames.take(byte);
        fuzz::require_within(buffer, datagram);
        if (!datagram.empty()) { datagrams.emplace_back(datagram.begin(), datagram.end()); }
    }
    return datagrams;
}

void encode_and_decode(const bytes& datagram) {
    bytes frame(tscp::slip::encoded_size(datagram));
    const auto done = tscp::slip::encode(datagram, frame);
    require(done && done->size() == frame.size() && frame.size() <= tscp::slip::max_encoded_size(datagram.size()));
    require(std::count(frame.begin(), frame.end(), tscp::slip::end) == 2);
    require(decoded(frame) == std::vector<bytes>{datagram});
}

// True where the line ends with a frame, and no frame of it was dropped.
bool is_all_frames(const bytes& line, std::size_t datagrams) {
    std::size_t frames = 0;
    std::uint8_t before = tscp::slip::end;
    for (const std::uint8_t byte : line) {
        if (byte == tscp::slip::end && before != tscp::slip::end) { ++frames; }
        before = byte;
    }
    return before == tscp::slip::end && frames == datagrams;
}

}  // namespace

const fuzz::target fuzz::own_target{format::slip, 20000, 90, 30};

fuzz::outcome fuzz::run(tscp::byte_view input) {
    const bytes line{input.begin(), input.end()};
    const std::vector<bytes> datagrams = decoded(line);
    require(datagrams == test::plain_slip_decode(line, slip_capacity));
    for (const bytes& datagram : datagrams) { encode_and_decode(datagram); }
    if (!line.empty() && line.size() <= slip_capacity) { encode_and_decode(line); }
    return !datagrams.empty() && is_all_frames(line, datagrams.size()) ? outcome::parsed : outcome::refused;
}
