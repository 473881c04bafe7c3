// SPDX-License-Identifier: MIT
// A TCP connection that sends and receives lines, each step within a time limit.
#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "line_splitter.hpp"
#include "peer_address.hpp"

namespace tool {

/// The peer takes or sends nothing in time.
struct no_answer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class line_client {
public:
    /// Connects. Lines from the peer that are longer than `longest` are reported and dropped.
    /// Throws std::system_error where the connection cannot be made, also for lack of time.
    line_client(const peer_address& peer, std::chrono::duration<double> timeout, std::size_t longest);

    /// Sends a line. Throws std::system_error where the connection is lost, no_answer where the peer does not take it.
    void write(std::string line);

    /// Waits for a line that `take` accepts; the time limit covers those that it does not accept. A line behind the one
    /// accepted, in the same piece of the stream, is reported. Throws as `write` does.
    void read(const std::function<bool(std::string_view)>& take);

    /// Says to the peer that no more will come.
    void end();

private:
    void read_some(const std::function<void(std::string_view)>& feed, const bool& taken, asio::error_code& result);
    bool run_in_time();

    std::chrono::steady_clock::duration timeout_;
    asio::io_context io_;
    asio::ip::tcp::socket socket_{io_};
    line_splitter lines_;
    std::array<char, 4096> piece_{};
};

}  // namespace tool
