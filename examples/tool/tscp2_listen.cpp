// SPDX-License-Identifier: MIT
// `tscp listen`: one connection after the other over standard input and output, or any number that answer by
// themselves.
#include <asio.hpp>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "classic_service.hpp"
#include "exit_code.hpp"
#include "first_byte.hpp"
#include "line_server.hpp"
#include "report.hpp"
#include "tscp2_options.hpp"
#include "tscp2_pipe.hpp"

namespace tool {

namespace {

class listener {
public:
    explicit listener(const tscp2_listen_options& options)
        : options_{options},
          suites_{*read_suites(options.credential.suites)},
          directory_{options.credential},
          server_{directory_, random_, {suites_, {}}},
          acceptor_{io_, asio::ip::tcp::endpoint{asio::ip::make_address(options.host), options.port}},
          pause_{io_},
          pipe_{io_} {
        if (options.classic) {
            classic_ =
                make_classic_service(*options.classic, options.answer == answer_by::echo ? reply::echo : reply::upper);
        }
    }

    int run() {
        std::cerr << "listening on " + to_string(acceptor_.local_endpoint()) + "\n" << std::flush;
        if (options_.answer == answer_by::pipe) { pipe_.start(); }
        accept();
        io_.run();
        return code_;
    }

private:
    void accept() {
        acceptor_.async_accept([this](const asio::error_code& error, asio::ip::tcp::socket socket) {
            if (error) { return wait_before_accept(error); }
            if (classic_) {
                tell_apart(std::move(socket));
            } else {
                serve(std::move(socket));
            }
            // Over standard input and output there is one connection at a time.
            if (options_.answer != answer_by::pipe && !options_.once) { accept(); }
        });
    }

    void serve(asio::ip::tcp::socket socket) {
        const auto connection =
            options_.answer == answer_by::pipe
                ? pipe_.attach(std::move(socket), false, options_.stats, [this](int code) { ended(code); })
                : answering(std::move(socket));
        connection->start_server(
            [this](tscp::byte_view hello, tscp::writer& out) { return server_.answer_hello(hello, out); },
            std::chrono::duration<double>{options_.timeout_seconds});
    }

    void tell_apart(asio::ip::tcp::socket socket) {
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

    // Out of descriptors, most likely: some connection must end first.
    void wait_before_accept(const asio::error_code& error) {
        report("cannot accept connections for now: " + error.message());
        pause_.expires_after(std::chrono::milliseconds{100});
        pause_.async_wait([this](auto) { accept(); });
    }

    void ended(int code) {
        if (options_.once) {
            code_ = code;
            io_.stop();
        } else if (options_.answer == answer_by::pipe) {
            asio::post(io_, [this] { accept(); });
        }
    }

    std::shared_ptr<tscp2_connection> answering(asio::ip::tcp::socket socket) {
        const auto self = std::make_shared<std::weak_ptr<tscp2_connection>>();
        tscp2_connection::owner calls;
        const bool upper = options_.answer == answer_by::upper;
        calls.data = [self, upper](tscp::byte_view content) {
            std::vector<std::uint8_t> answer{content.begin(), content.end()};
            for (std::uint8_t& byte : answer) {
                if (upper && byte >= 'a' && byte <= 'z') { byte = static_cast<std::uint8_t>(byte - 'a' + 'A'); }
            }
            if (const auto connection = self->lock()) { connection->send(answer); }
        };
        calls.closed = [self] {
            if (const auto connection = self->lock()) { connection->send_close(); }
        };
        calls.end = [this, self](int code, const std::string& why) {
            if (const auto connection = self->lock(); connection && options_.stats) {
                report_traffic(connection->seen());
            }
            if (!why.empty()) { report("tscp: " + why); }
            ended(code);
        };
        auto connection = std::make_shared<tscp2_connection>(std::move(socket), std::move(calls));
        *self = connection;
        return connection;
    }

    const tscp2_listen_options& options_;
    std::vector<std::uint8_t> suites_;
    tscp2_directory directory_;
    tscp2_profile::random random_;
    tscp::server<tscp2_profile, tscp2_directory> server_;
    std::unique_ptr<classic_service> classic_;
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    tscp2_pipe pipe_;
    int code_ = other_error;
};

}  // namespace

int listen_tscp2(const tscp2_listen_options& options) {
    const std::string fault = fault_of(options.credential, false);
    if (!fault.empty()) {
        std::cerr << "tscp: " << fault << "\n";
        return wrong_use;
    }
    if (options.classic && (options.answer == answer_by::pipe || options.once)) {
        std::cerr << "tscp: both protocols on one port need --reply, and no --once\n";
        return wrong_use;
    }
    listener at{options};
    const int code = at.run();
    std::_Exit(code);  // the thread that reads standard input never ends by itself
}

}  // namespace tool
