// SPDX-License-Identifier: MIT
// Standard input by lines, and lines to standard output, for a program that does one thing after the other.
#pragma once

#include <asio.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "standard_input.hpp"
#include "standard_output.hpp"

namespace tool {

/// Both wait as long as it takes, and run the context meanwhile. They throw tool_error with standard_io_error where a
/// standard stream fails.
class line_terminal {
public:
    explicit line_terminal(asio::io_context& io) : io_{io}, input_{io}, output_{io} {}

    /// Begins to read and write, by threads that go on until the program ends.
    void start();

    /// The next line without its LF, also a last one that lacks it; nothing at the end of the input.
    std::optional<std::string> read();

    /// Writes the line and LF.
    void write(std::string_view line);

private:
    bool take_piece();

    asio::io_context& io_;
    standard_input input_;
    standard_output output_;
    std::string unread_;
    std::size_t searched_ = 0;  // so much of it holds no LF
    bool at_end_ = false;
};

}  // namespace tool
