// SPDX-License-Identifier: MIT
// Asio's operations, each run until it ends or its time is over.
#include "line_client.hpp"

#include <system_error>
#include <utility>

#include "report.hpp"
#include "text.hpp"

namespace tool {

using asio::ip::tcp;

line_client::line_client(const peer_address& peer, std::chrono::duration<double> timeout, std::size_t longest)
    : timeout_{std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeout)}, lines_{longest} {
    const auto addresses = tcp::resolver{io_}.resolve(peer.host, peer.port);
    asio::error_code result;
    asio::async_connect(socket_, addresses, [&](auto error, const tcp::endpoint&) { result = error; });
    if (!run_in_time()) { result = asio::error::timed_out; }
    if (result) { throw std::system_error{result}; }
}

void line_client::write(std::string line) {
    line += '\n';
    asio::error_code result;
    asio::async_write(socket_, asio::buffer(line), [&](auto error, std::size_t) { result = error; });
    if (!run_in_time()) { throw no_answer{"the peer does not take the message in time"}; }
    if (result) { throw std::system_error{result}; }
}

void line_client::read(const std::function<bool(std::string_view)>& take) {
    bool taken = false;
    asio::error_code result;
    const auto on_line = [&](std::string_view line) {
        if (taken) {
            report("a line that answers nothing: " + printable(line));
        } else {
            taken = take(line);
        }
    };
    read_some(
        [&](std::string_view bytes) { lines_.feed(bytes, on_line, [] { report("an over-long line is dropped"); }); },
        taken, result);
    if (!run_in_time() && !taken) { throw no_answer{"no answer in time"}; }
    if (!taken) { throw std::system_error{result}; }
}

void line_client::end() {
    asio::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void line_client::read_some(const std::function<void(std::string_view)>& feed, const bool& taken,
                            asio::error_code& result) {
    socket_.async_read_some(asio::buffer(piece_), [&, feed](auto error, std::size_t size) {
        result = error;
        feed({piece_.data(), size});
        if (!error && !taken) { read_some(feed, taken, result); }
    });
}

// False, with the socket closed, where the operation did not end in time. Its references are not used afterwards.
bool line_client::run_in_time() {
    io_.restart();
    io_.run_for(timeout_);
    if (io_.stopped()) { return true; }
    asio::error_code ignored;
    socket_.close(ignored);
    io_.run();
    return false;
}

}  // namespace tool
