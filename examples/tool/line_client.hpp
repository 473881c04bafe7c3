// SPDX-License-Identifier: MIT
// A TCP connection that sends and receives lines, each step within a time limit.
#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "line_splitter.hpp"
#include "peer_address.hpp"

namespace tool {

/// All its functions throw tool_error: network_error where there is no connection or it is lost, other_error where the
/// peer takes or answers nothing in time.
class line_client {
public:
    /// Connects. Lines from the peer that are longer than `longest` are reported and dropped.
    line_client(asio::io_context& io, const peer_address& peer, std::chrono::duration<double> timeout,
                std::size_t longest);

    /// Sends a line.
    void write(std::string line);

    /// Waits for a line that `take` accepts; the time limit covers those that it does not accept. A line behind the one
    /// accepted, in the same piece of the stream, is reported.
    void read(const std::function<bool(std::string_view)>& take);

    /// Says to the peer that no more will come.
    void end();

private:
    [[noreturn]] void fail(int code, const std::string& why) const;
    void check(const asio::error_code& error) const;

    asio::io_context& io_;
    asio::ip::tcp::socket socket_;
    std::string peer_;
    std::chrono::duration<double> timeout_;
    line_splitter lines_;
    std::array<char, 4096> piece_{};
};

}  // namespace tool
