// SPDX-License-Identifier: MIT
// `tscp connect`: standard input and output over a session with a server.
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "client_handshake.hpp"
#include "deadline.hpp"
#include "dialer.hpp"
#include "exit_code.hpp"
#include "leave.hpp"
#include "peer_address.hpp"
#include "report.hpp"
#include "signals.hpp"
#include "text.hpp"
#include "tscp2_options.hpp"
#include "tscp2_pipe.hpp"

namespace tool {

namespace {

class connector {
public:
    explicit connector(const tscp2_connect_options& options)
        : options_{options},
          handshake_{std::make_shared<client_handshake>(options.credential)},
          end_of_handshake_{deadline_in(std::chrono::duration<double>{options.timeout_seconds})} {}

    [[noreturn]] void run() {
        signals_.start([this](int number) { stop(number); });
        dialer::connect(io_, *peer_address::read(options_.peer), end_of_handshake_,
                        [this](asio::ip::tcp::socket socket, const std::string& fault) {
                            if (!fault.empty()) { end(network_error, printable(options_.peer) + ": " + fault); }
                            start(std::move(socket));
                        });
        io_.run();
        leave(other_error);
    }

private:
    void start(asio::ip::tcp::socket socket) {
        connection_ = pipe_.make_connection(std::move(socket));
        const auto hello = handshake_->write_hello();
        pipe_.start();
        connection_->start_client(
            hello,
            [handshake = std::exchange(handshake_, nullptr)](tscp::byte_view hey) { return handshake->read_hey(hey); },
            end_of_handshake_);
    }

    void stop(int number) {
        if (!connection_) { leave(ended_by_signal + number); }
        connection_->abandon(ended_by_signal + number, "");
    }

    [[noreturn]] void end(int code, const std::string& why) {
        if (options_.stats && connection_) { report_traffic(connection_->seen()); }
        if (!why.empty()) { report("tscp: " + why); }
        leave(code);
    }

    const tscp2_connect_options& options_;
    std::shared_ptr<client_handshake> handshake_;  // until the Hello is sent; then the connection's
    deadline end_of_handshake_;
    asio::io_context io_;
    termination_signals signals_{io_, [](int number) { return ended_by_signal + number; }};
    tscp2_pipe pipe_{io_,
                     {[this](const tscp2_pipe::connection& opened) { pipe_.carry(opened, true); },
                      [this](const tscp2_pipe::connection&, int code, const std::string& why) { end(code, why); }}};
    tscp2_pipe::connection connection_;
};

}  // namespace

void connect_tscp2(const tscp2_connect_options& options) { connector{options}.run(); }

}  // namespace tool
