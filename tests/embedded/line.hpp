// SPDX-License-Identifier: MIT
// A serial line to the program on another board: each message behind a byte that holds its size.
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>

#include "board.hpp"

class line {
public:
    line() noexcept : input_{board::open_input()} {}

    [[nodiscard]] std::uint8_t read_byte() const noexcept { return board::read_byte(input_); }

    /// The next message, or as much of it as `buffer` holds.
    [[nodiscard]] tscp::byte_span read(tscp::byte_span buffer) const noexcept {
        const std::uint8_t size = read_byte();
        const tscp::byte_span message = buffer.first(size < buffer.size() ? size : buffer.size());
        for (std::uint8_t& byte : message) { byte = read_byte(); }
        return message;
    }

    static void write(tscp::byte_view message) noexcept {
        board::write_byte(static_cast<std::uint8_t>(message.size()));
        for (const std::uint8_t byte : message) { board::write_byte(byte); }
    }

private:
    std::uint32_t input_;
};
