// SPDX-License-Identifier: MIT
// What is answered, and to whom.
#include "answering_listener.hpp"

#include <chrono>
#include <iostream>
#include <utility>
#include <vector>

#include "exit_code.hpp"
#include "first_byte.hpp"
#include "leave.hpp"
#include "report.hpp"
#include "text.hpp"
#include "tscp2_pipe.hpp"

namespace tool {

answering_listener::answering_listener(const tscp2_listen_options& options)
    : options_{options},
      server_{options},
      acceptor_{io_, resolve_host(io_, options.host, options.port)},
      signals_{io_, [](int) { return success; }} {
    if (options.classic) { classic_ = make_classic_service(*options.classic, *options.answer); }
}

void answering_listener::run() {
    signals_.start([this](int) { stop(); });
    acceptor_.start([this](asio::ip::tcp::socket socket) { take(std::move(socket)); });
    std::cerr << "listening on " + to_string(acceptor_.local_endpoint()) + "\n" << std::flush;
    io_.run();
    leave(other_error);
}

void answering_listener::take(asio::ip::tcp::socket socket) {
    if (options_.once) { acceptor_.close(); }
    if (classic_) {
        tell_apart(std::move(socket));
    } else {
        serve(std::move(socket));
    }
}

void answering_listener::tell_apart(asio::ip::tcp::socket socket) {
    std::make_shared<first_byte>(std::move(socket))
        ->wait(std::chrono::duration<double>{options_.timeout_seconds},
               [this](asio::ip::tcp::socket ready, std::uint8_t first) {
                   if (tscp::kind_of({&first, 1}) == tscp::message_kind::classic) {
                       classic_->serve(std::move(ready));
                   } else {
                       serve(std::move(ready));
                   }
               });
}

void answering_listener::serve(asio::ip::tcp::socket socket) {
    const auto one = make_connection(std::move(socket));
    connections_.insert(one);
    server_.start(*one);
}

answering_listener::connection answering_listener::make_connection(asio::ip::tcp::socket socket) {
    const auto self = std::make_shared<std::weak_ptr<tscp2_connection>>();
    tscp2_connection::owner calls;
    calls.opened = [] {};
    calls.data = [self, answer = *options_.answer](tscp::byte_view content) {
        if (const auto one = self->lock()) { one->send(answer_to(to_string(content), answer)); }
    };
    calls.closed = [self] {
        if (const auto one = self->lock()) { one->send_close(); }
    };
    calls.drained = [] {};
    calls.unwritten = [] { return std::size_t{0}; };
    calls.end = [this, self](int code, const std::string& why) { ended(self->lock(), code, why); };
    auto made = std::make_shared<tscp2_connection>(std::move(socket), std::move(calls));
    *self = made;
    return made;
}

void answering_listener::ended(const connection& one, int code, const std::string& why) {
    if (options_.stats) { report_traffic(one->seen()); }
    if (!why.empty()) { report("tscp: " + why); }
    connections_.erase(one);
    if (options_.once) { leave(code); }
    if (stopping_ && connections_.empty()) { leave(success); }
}

void answering_listener::stop() {
    stopping_ = true;
    acceptor_.close();
    const auto live = connections_;
    for (const connection& one : live) { one->abandon(success, ""); }
    if (connections_.empty()) { leave(success); }
}

}  // namespace tool
