// SPDX-License-Identifier: MIT
// How a connection ends: in order, by an alert, or cut off.
#include <array>
#include <chrono>

#include "exit_code.hpp"
#include "tscp2_connection.hpp"

namespace tool {

namespace {

// How long a peer may take for the last bytes that it is sent, and to end the connection after them.
constexpr std::chrono::seconds patience{1};

}  // namespace

// The connection has ended, or the peer's half of it: is that truncation, a refusal, or what was agreed?
void tscp2_connection::end_of_stream(bool by_peer) {
    if (after_flush_) { return finish_after_flush(); }
    if (!is_open()) { return finish(handshake_refused, "the peer closed the connection instead of shaking hands"); }
    if (!with_channel([](auto& channel) { return channel.receive_closed(); })) {
        return finish(truncated_stream, by_peer ? "the connection ended before the peer closed the session"
                                                : "the connection broke before the peer closed the session");
    }
    // The peer has said all that it has to say, and may well listen on.
    if (is_cut_ || !by_peer) { return finish(network_error, "the peer went away before it had all"); }
    peer_sends_no_more_ = true;
}

void tscp2_connection::finish_if_done() {
    if (is_ending()) { return; }
    if (with_channel([](auto& channel) { return channel.send_closed() && channel.receive_closed(); })) {
        end_after_flush(success, "");
    }
}

void tscp2_connection::abandon(int code, const std::string& why) {
    if (ended_ || !is_open()) { return finish(code, why); }
    if (after_flush_) { return reset(code, why); }
    std::array<std::uint8_t, 1 + tscp::client_channel<tscp2_profile>::max_overhead> buffer{};
    tscp::writer out{buffer};
    const auto done =
        with_channel([&](auto& channel) { return channel.seal_alert(tscp::alert_code::going_away, out); });
    if (!done) { return reset(code, why); }
    timer_.expires_after(patience);
    timer_.async_wait([self = shared_from_this(), code, why](const asio::error_code& error) {
        if (!error) { self->reset(code, why); }
    });
    seen_.record_bytes += out.size();
    after_flush_.emplace(code, why);
    write(out.written());
    if (!reading_) { read_before_end(); }
}

void tscp2_connection::end_after_flush(int code, const std::string& why) {
    after_flush_.emplace(code, why);
    flush();
}

// All is sent. An end that has written what it received ends its half of the connection, which tells the peer so. Where
// there is a session, it waits until the peer has ended its half, since closing what the peer still sends to would
// destroy what it has not read.
void tscp2_connection::linger() {
    if (ended_ || is_lingering_) { return; }
    if (after_flush_->first == success && calls_.unwritten() != 0) { return; }
    if (!is_open() || peer_sends_no_more_) { return finish_after_flush(); }
    is_lingering_ = true;
    asio::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    timer_.expires_after(patience);
    timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error) { self->finish_after_flush(); }
    });
    if (!reading_) { read_before_end(); }
}

// Waits for the end of what the peer sends, which is not wanted any more.
void tscp2_connection::read_before_end() {
    if (ended_) { return; }
    reading_ = true;
    socket_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                                self->reading_ = false;
                                self->continue_before_end(error);
                            });
}

void tscp2_connection::continue_before_end(const asio::error_code& error) {
    if (ended_) { return; }
    if (!error) { return read_before_end(); }
    peer_sends_no_more_ = true;
    if (error != asio::error::eof) { is_cut_ = true; }
    if (is_cut_ || is_lingering_) { return finish_after_flush(); }
    if (unsent() == 0) { linger(); }
}

void tscp2_connection::finish_after_flush() {
    const auto [code, why] = *after_flush_;
    if (code == success && is_cut_) { return finish(network_error, "the peer went away before it had all"); }
    finish(code, why);
}

void tscp2_connection::finish(int code, const std::string& why) {
    if (ended_) { return; }
    asio::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    end(code, why);
}

// The peer must not take the end of the connection for the end of the session.
void tscp2_connection::reset(int code, const std::string& why) {
    if (ended_) { return; }
    asio::error_code ignored;
    socket_.set_option(asio::socket_base::linger{true, 0}, ignored);
    end(code, why);
}

void tscp2_connection::end(int code, const std::string& why) {
    ended_ = true;
    timer_.cancel();
    asio::error_code ignored;
    socket_.close(ignored);
    calls_.end(code, why);
}

}  // namespace tool
