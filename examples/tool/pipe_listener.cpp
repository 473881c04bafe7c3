// SPDX-License-Identifier: MIT
// Who is carried, and who waits.
#include "pipe_listener.hpp"

#include <iostream>
#include <utility>

#include "exit_code.hpp"
#include "leave.hpp"
#include "report.hpp"

namespace tool {

namespace {

// With so many handshakes under way the oldest makes room for the next.
constexpr std::size_t max_candidates = 64;

}  // namespace

pipe_listener::pipe_listener(const tscp2_listen_options& options)
    : options_{options},
      server_{options},
      acceptor_{io_, resolve_host(io_, options.host, options.port)},
      signals_{io_, [](int number) { return ended_by_signal + number; }},
      pipe_{io_,
            {[this](const connection& chosen) { opened(chosen); },
             [this](const connection& one, int code, const std::string& why) { ended(one, code, why); }}} {}

void pipe_listener::run() {
    signals_.start([this](int number) { stop(number); });
    pipe_.start();
    acceptor_.start([this](asio::ip::tcp::socket socket) { take(std::move(socket)); });
    std::cerr << "listening on " + to_string(acceptor_.local_endpoint()) + "\n" << std::flush;
    io_.run();
    leave(other_error);
}

void pipe_listener::take(asio::ip::tcp::socket socket) {
    if (pipe_.carried()) {
        waiting_.push_back(std::move(socket));
    } else {
        start(std::move(socket));
    }
}

void pipe_listener::start(asio::ip::tcp::socket socket) {
    if (candidates_.size() >= max_candidates) {
        const connection oldest = candidates_.front();
        oldest->abandon(handshake_refused, "too many connections shake hands: the oldest is closed");
    }
    candidates_.push_back(pipe_.make_connection(std::move(socket)));
    server_.start(*candidates_.back());
}

void pipe_listener::opened(const connection& chosen) {
    if (options_.once) {
        acceptor_.close();
    } else {
        acceptor_.pause();
    }
    const std::list<connection> others = std::exchange(candidates_, {});
    pipe_.carry(chosen, false);
    for (const connection& other : others) {
        if (other != chosen) { other->abandon(handshake_refused, "another connection was first"); }
    }
}

void pipe_listener::ended(const connection& one, int code, const std::string& why) {
    if (options_.stats) { report_traffic(one->seen()); }
    if (!why.empty()) { report("tscp: " + why); }
    candidates_.remove(one);
    if (code > ended_by_signal || code == standard_io_error) { leave(code); }
    if (pipe_.carried()) { return; }
    if (options_.once && candidates_.empty()) { leave(code); }
    acceptor_.resume();
    for (auto& socket : std::exchange(waiting_, {})) { start(std::move(socket)); }
}

void pipe_listener::stop(int number) {
    acceptor_.close();
    if (!pipe_.carried()) { leave(ended_by_signal + number); }
    pipe_.carried()->abandon(ended_by_signal + number, "");
}

}  // namespace tool
