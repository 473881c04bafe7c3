// SPDX-License-Identifier: MIT
// Input into records, and records to output.
#include "tscp2_pipe.hpp"

#include <utility>

#include "exit_code.hpp"
#include "report.hpp"

namespace tool {

namespace {

// While so much waits to be sent no input is taken.
constexpr std::size_t enough_unsent = std::size_t{128} * 1024;

}  // namespace

void report_traffic(const traffic& seen) {
    report("handshake " + std::to_string(seen.handshake_bytes) + " bytes, records " +
           std::to_string(seen.record_bytes) + " bytes");
}

void tscp2_pipe::start() {
    output_.start([this] { on_output(); });
    input_.start([this] { send_input(); });
}

tscp2_pipe::connection tscp2_pipe::make_connection(asio::ip::tcp::socket socket) {
    const auto self = std::make_shared<std::weak_ptr<tscp2_connection>>();
    tscp2_connection::owner calls;
    calls.opened = [this, self] { calls_.opened(self->lock()); };
    calls.data = [this](tscp::byte_view content) { output_.write(content); };
    calls.closed = [] {};
    calls.drained = [this] { send_input(); };
    calls.unwritten = [this] { return output_.unwritten(); };
    calls.end = [this, self](int code, const std::string& why) { on_end(self->lock(), code, why); };
    auto made = std::make_shared<tscp2_connection>(std::move(socket), std::move(calls));
    *self = made;
    return made;
}

void tscp2_pipe::carry(const connection& chosen, bool speaks_first) {
    carried_ = chosen;
    sent_end_ = false;
    if (output_.failure() != 0) { return on_output(); }
    if (!send_input() && speaks_first && chosen->may_send()) { chosen->send_ping(); }
}

// Takes input while there is some and the connection takes it; true where anything was sent.
bool tscp2_pipe::send_input() {
    bool sent = false;
    const connection kept = carried_;
    while (kept && !ending_ && !sent_end_ && kept->may_send() && kept->unsent() < enough_unsent) {
        const auto piece = input_.take();
        if (!piece) { break; }
        sent = true;
        if (piece->empty()) {
            sent_end_ = true;
            kept->send_close();
        } else {
            kept->send(*piece);
        }
    }
    if (const int error = input_.failure(); error != 0) { fail(input_fault(error)); }
    return sent;
}

void tscp2_pipe::on_output() {
    if (const int error = output_.failure(); error != 0) { return fail(output_fault(error)); }
    if (ending_ && output_.unwritten() == 0) {
        const connection ended = std::exchange(carried_, nullptr);
        const ending how = *std::exchange(ending_, std::nullopt);
        return calls_.ended(ended, how.code, how.why);
    }
    if (carried_ && !ending_) { carried_->continue_reading(); }
}

void tscp2_pipe::on_end(const connection& ended, int code, const std::string& why) {
    if (ended != carried_) { return calls_.ended(ended, code, why); }
    ending_ = ending{code, why};
    asio::post(io_, [this] { on_output(); });
}

// A standard stream has failed: the session cannot go on. Nor has one succeeded that ended in order before its content
// was written.
void tscp2_pipe::fail(const std::string& why) {
    if (!carried_) { return; }
    if (!ending_) { return carried_->abandon(standard_io_error, why); }
    const connection ended = std::exchange(carried_, nullptr);
    const ending how = *std::exchange(ending_, std::nullopt);
    if (how.code == success) { return calls_.ended(ended, standard_io_error, why); }
    calls_.ended(ended, how.code, how.why);
}

}  // namespace tool
