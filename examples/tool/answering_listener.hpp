// SPDX-License-Identifier: MIT
// A server that answers by itself: any number of sessions side by side, each with its own answers.
#pragma once

#include <asio.hpp>
#include <memory>
#include <set>
#include <string>

#include "classic_service.hpp"
#include "connection_acceptor.hpp"
#include "signals.hpp"
#include "tscp2_options.hpp"
#include "tscp2_server_end.hpp"

namespace tool {

class answering_listener {
public:
    /// Throws std::runtime_error, with a sentence.
    explicit answering_listener(const tscp2_listen_options& options);

    [[noreturn]] void run();

private:
    using connection = std::shared_ptr<tscp2_connection>;

    void take(asio::ip::tcp::socket socket);
    void tell_apart(asio::ip::tcp::socket socket);
    void serve(asio::ip::tcp::socket socket);
    connection make_connection(asio::ip::tcp::socket socket);
    void ended(const connection& one, int code, const std::string& why);
    void stop();

    const tscp2_listen_options& options_;
    tscp2_server_end server_;
    std::unique_ptr<classic_service> classic_;
    asio::io_context io_;
    connection_acceptor acceptor_;
    termination_signals signals_;
    std::set<connection> connections_;
    bool stopping_ = false;
};

}  // namespace tool
