// SPDX-License-Identifier: MIT
// Input into records, and records to output.
#include "tscp2_pipe.hpp"

#include <unistd.h>
#include <cerrno>
#include <utility>

#include "exit_code.hpp"
#include "report.hpp"

namespace tool {

namespace {

// While so much waits to be sent no input is taken.
constexpr std::size_t enough_unsent = std::size_t{128} * 1024;

bool write_output(tscp::byte_view bytes) {
    while (!bytes.empty()) {
        const ssize_t size = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) { continue; }
        if (size < 0) { return false; }
        bytes = bytes.subspan(static_cast<std::size_t>(size));
    }
    return true;
}

}  // namespace

void report_traffic(const traffic& seen) {
    report("handshake " + std::to_string(seen.handshake_bytes) + " bytes, records " +
           std::to_string(seen.record_bytes) + " bytes");
}

void tscp2_pipe::start() {
    input_.start([this] { send_input(); });
}

// Takes input while there is some and the connection takes it; true where anything was sent.
bool tscp2_pipe::send_input() {
    bool sent = false;
    while (connection_ && connection_->is_open() && !sent_end_ && connection_->unsent() < enough_unsent) {
        const auto piece = input_.take();
        if (!piece) { break; }
        sent = true;
        if (piece->empty()) {
            sent_end_ = true;
            connection_->send_close();
        } else {
            connection_->send(*piece);
        }
    }
    return sent;
}

std::shared_ptr<tscp2_connection> tscp2_pipe::attach(asio::ip::tcp::socket socket, bool speaks_first, bool stats,
                                                     std::function<void(int)> end) {
    tscp2_connection::owner calls;
    sent_end_ = false;
    calls.opened = [this, speaks_first] {
        if (!speaks_first) { return; }
        const auto kept = connection_;
        if (!send_input() && kept) { kept->send_ping(); }
    };
    calls.data = [this](tscp::byte_view content) {
        if (!write_output(content) && connection_) {
            connection_->abandon(other_error, "standard output takes no more");
        }
    };
    calls.drained = [this] { send_input(); };
    calls.end = [this, stats, end = std::move(end)](int code, const std::string& why) {
        if (stats && connection_) { report_traffic(connection_->seen()); }
        if (!why.empty()) { report("tscp: " + why); }
        connection_.reset();
        end(code);
    };
    connection_ = std::make_shared<tscp2_connection>(std::move(socket), std::move(calls));
    return connection_;
}

}  // namespace tool
