// SPDX-License-Identifier: MIT
// Asio's operations, each run until it ends or its time is over.
#include "line_client.hpp"

#include <utility>

#include "deadline.hpp"
#include "dialer.hpp"
#include "exit_code.hpp"
#include "report.hpp"
#include "text.hpp"
#include "tool_error.hpp"

namespace tool {

using asio::ip::tcp;

line_client::line_client(asio::io_context& io, const peer_address& peer, std::chrono::duration<double> timeout,
                         std::size_t longest)
    : io_{io}, socket_{io}, peer_{printable(peer.host) + ":" + peer.port}, timeout_{timeout}, lines_{longest} {
    bool done = false;
    std::string fault;
    // The dialer ends by itself in time.
    dialer::connect(io_, peer, deadline_in(timeout_), [&](tcp::socket socket, const std::string& why) {
        done = true;
        socket_ = std::move(socket);
        fault = why;
    });
    run_until(io_, deadline::max(), [&] { return done; });
    if (!fault.empty()) { fail(network_error, fault); }
}

void line_client::write(std::string line) {
    line += '\n';
    bool done = false;
    asio::error_code result;
    asio::async_write(socket_, asio::buffer(line), [&](const asio::error_code& error, std::size_t) {
        done = true;
        result = error;
    });
    if (!run_until(io_, deadline_in(timeout_), [&] { return done; })) {
        fail(other_error, "the peer does not take the message in time");
    }
    check(result);
}

void line_client::read(const std::function<bool(std::string_view)>& take) {
    bool taken = false;
    const auto on_line = [&](std::string_view line) {
        if (taken) {
            report("a line that answers nothing: " + printable(line));
        } else {
            taken = take(line);
        }
    };
    const deadline end = deadline_in(timeout_);
    while (!taken) {
        bool done = false;
        asio::error_code result;
        std::size_t size = 0;
        socket_.async_read_some(asio::buffer(piece_), [&](const asio::error_code& error, std::size_t count) {
            done = true;
            result = error;
            size = count;
        });
        if (!run_until(io_, end, [&] { return done; })) { fail(other_error, "no answer in time"); }
        lines_.feed({piece_.data(), size}, on_line, [] { report("an over-long line is dropped"); });
        if (!taken) { check(result); }
    }
}

void line_client::end() {
    asio::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

void line_client::fail(int code, const std::string& why) const { throw tool_error{code, peer_ + ": " + why}; }

void line_client::check(const asio::error_code& error) const {
    if (error == asio::error::eof) { fail(network_error, "the peer closed the connection"); }
    if (error) { fail(network_error, error.message()); }
}

}  // namespace tool
