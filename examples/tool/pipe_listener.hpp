// SPDX-License-Identifier: MIT
// A server that carries standard input and output over one session at a time.
#pragma once

#include <asio.hpp>
#include <list>
#include <string>

#include "connection_acceptor.hpp"
#include "signals.hpp"
#include "tscp2_options.hpp"
#include "tscp2_pipe.hpp"
#include "tscp2_server_end.hpp"

namespace tool {

/// Any number of connections shake hands side by side, so that one which is silent keeps nobody out. The first whose
/// session stands is carried; the others are closed. Who comes later waits until the session has ended.
class pipe_listener {
public:
    /// Throws std::runtime_error, with a sentence.
    explicit pipe_listener(const tscp2_listen_options& options);

    [[noreturn]] void run();

private:
    using connection = tscp2_pipe::connection;

    void take(asio::ip::tcp::socket socket);
    void start(asio::ip::tcp::socket socket);
    void opened(const connection& chosen);
    void ended(const connection& one, int code, const std::string& why);
    void stop(int number);

    const tscp2_listen_options& options_;
    tscp2_server_end server_;
    asio::io_context io_;
    connection_acceptor acceptor_;
    termination_signals signals_;
    tscp2_pipe pipe_;
    std::list<connection> candidates_;          // that shake hands
    std::list<asio::ip::tcp::socket> waiting_;  // that came while there was a session
};

}  // namespace tool
