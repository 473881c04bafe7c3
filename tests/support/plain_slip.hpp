// SPDX-License-Identifier: MIT
// What RFC 1055 makes of a row of bytes, read as plainly as can be: cut at each END, then put each piece right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "bytes.hpp"

namespace test {

/// The datagram that the bytes between two ENDs stand for; none where an escape has nothing to stand for.
inline std::optional<bytes> plain_slip_unescaped(const bytes& piece) {
    bytes datagram;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        if (piece[i] != 0xdb) {
            datagram.push_back(piece[i]);
            continue;
        }
        if (++i == piece.size()) { return std::nullopt; }
        if (piece[i] != 0xdc && piece[i] != 0xdd) { return std::nullopt; }
        datagram.push_back(piece[i] == 0xdc ? 0xc0 : 0xdb);
    }
    return datagram;
}

/// The datagrams of 1 to `capacity` bytes in what came over a line. What follows the last END is not finished.
inline std::vector<bytes> plain_slip_decode(const bytes& line, std::size_t capacity) {
    std::vector<bytes> datagrams;
    bytes piece;
    for (const std::uint8_t byte : line) {
        if (byte != 0xc0) {
            piece.push_back(byte);
            continue;
        }
        const auto datagram = plain_slip_unescaped(piece);
        if (datagram && !datagram->empty() && datagram->size() <= capacity) { datagrams.push_back(*datagram); }
        piece.clear();
    }
    return datagrams;
}

}  // namespace test
