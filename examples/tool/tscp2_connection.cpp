// SPDX-License-Identifier: MIT
// Messages out of a stream, and into it.
#include "tscp2_connection.hpp"

#include <algorithm>
#include <utility>

#include <tscp/core/error_text.hpp>

#include "exit_code.hpp"

namespace tool {

namespace {

// While so much waits to be sent nothing more is read: a peer that does not read cannot fill our memory.
constexpr std::size_t most_unsent = std::size_t{256} * 1024;

// The same for what waits to be written.
constexpr std::size_t most_unwritten = std::size_t{128} * 1024;

}  // namespace

tscp2_connection::tscp2_connection(asio::ip::tcp::socket socket, owner calls)
    : socket_{std::move(socket)}, timer_{socket_.get_executor()}, calls_{std::move(calls)} {
    asio::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
}

void tscp2_connection::start_client(tscp::byte_view hello, read_hey read, deadline end) {
    read_hey_ = std::move(read);
    limit_handshake(end);
    seen_.handshake_bytes += hello.size();
    write(hello);
    read_more();
}

void tscp2_connection::start_server(answer_hello answer, deadline end) {
    answer_hello_ = std::move(answer);
    limit_handshake(end);
    read_more();
}

void tscp2_connection::limit_handshake(deadline end) {
    timer_.expires_at(end);
    timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error && !self->is_open()) { self->finish(handshake_refused, "no handshake in time"); }
    });
}

void tscp2_connection::send(tscp::byte_view content) {
    do {  // in pieces that the peer takes
        const std::size_t most = with_channel([](auto& channel) { return channel.max_content(); });
        const tscp::byte_view piece = content.first(std::min(most, content.size()));
        send_record(piece.size(), [&](auto& channel, tscp::writer& out) { return channel.seal(piece, out); });
        content = content.subspan(piece.size());
    } while (!ended_ && !content.empty());
}

void tscp2_connection::send_ping() {
    send_record(1, [](auto& channel, tscp::writer& out) { return channel.seal_ping({}, out); });
}

void tscp2_connection::send_pong(tscp::byte_view bytes) {
    send_record(1 + bytes.size(), [&](auto& channel, tscp::writer& out) { return channel.seal_pong(bytes, out); });
}

void tscp2_connection::send_close() {
    send_record(0, [](auto& channel, tscp::writer& out) { return channel.seal_close(out); });
    if (!ended_) { finish_if_done(); }
}

template <class Seal>
void tscp2_connection::send_record(std::size_t content_size, const Seal& seal) {
    std::vector<std::uint8_t> buffer(content_size + tscp::client_channel<tscp2_profile>::max_overhead);
    tscp::writer out{buffer};
    const auto done = with_channel([&](auto& channel) { return seal(channel, out); });
    if (!done) { return finish(other_error, tscp::describe(done.error())); }
    seen_.record_bytes += out.size();
    write(out.written());
}

void tscp2_connection::read_more() {
    if (reading_ || is_ending() || peer_sends_no_more_ || unsent() > most_unsent) { return; }
    if (calls_.unwritten() > most_unwritten) { return; }
    reading_ = true;
    socket_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](const asio::error_code& error, std::size_t size) {
                                self->reading_ = false;
                                if (self->ended_) { return; }
                                if (self->after_flush_) { return self->continue_before_end(error); }
                                self->received_.insert(self->received_.end(), self->piece_.begin(),
                                                       self->piece_.begin() + static_cast<std::ptrdiff_t>(size));
                                self->handle_received();
                                if (self->ended_) { return; }
                                if (error) { return self->end_of_stream(error == asio::error::eof); }
                                self->read_more();
                            });
}

void tscp2_connection::continue_reading() {
    if (after_flush_ && unsent() == 0) { return linger(); }
    read_more();
}

void tscp2_connection::handle_received() {
    std::size_t used = 0;
    while (!is_ending()) {
        const tscp::byte_span rest = tscp::byte_span{received_}.subspan(used);
        const auto size = tscp::next_message_size<tscp2_profile>(rest);
        if (!size && size.error() == tscp::errc::truncated) { break; }
        if (!size) { return refuse(size.error()); }
        // A record's stated length is checked before it is waited for.
        if (*size > 3 + tscp::max_content_size + 16) { return refuse(tscp::errc::malformed_record); }
        if (rest.size() < *size) { break; }
        if (!handle_message(rest.first(*size))) { return; }
        used += *size;
    }
    received_.erase(received_.begin(), received_.begin() + static_cast<std::ptrdiff_t>(used));
}

// The peer has sent what is no message.
void tscp2_connection::refuse(tscp::errc error) {
    if (is_open()) { return reset(forged_record, tscp::describe(error)); }
    finish(handshake_refused, tscp::describe(error));
}

bool tscp2_connection::handle_message(tscp::byte_span message) {
    if (is_open() || half_open_) { return handle_record(message); }
    seen_.handshake_bytes += message.size();
    if (read_hey_) {
        auto session = std::exchange(read_hey_, nullptr)(message);
        if (!session) {
            finish(handshake_refused, tscp::describe(session.error()));
            return false;
        }
        timer_.cancel();
        client_.emplace(std::move(*session));
        calls_.opened();
        return !ended_;
    }
    std::array<std::uint8_t, tscp::hey::max_size(tscp2_profile::suites::max_share_size)> buffer{};
    tscp::writer out{buffer};
    auto half = answer_hello_(message, out);
    seen_.handshake_bytes += out.size();
    write(out.written());
    if (!half) {
        end_after_flush(handshake_refused, tscp::describe(half.error()));
        return false;
    }
    half_open_.emplace(std::move(*half));
    return true;
}

bool tscp2_connection::handle_record(tscp::byte_span message) {
    seen_.record_bytes += message.size();
    if (half_open_) {
        auto session = std::move(*half_open_).open_in_place(message);
        half_open_.reset();
        if (!session) {
            finish(forged_record, tscp::describe(session.error()));
            return false;
        }
        timer_.cancel();
        server_.emplace(std::move(*session));
        calls_.opened();
        if (!is_ending()) { deliver(server_->first_record); }
        return !ended_;
    }
    const auto got = with_channel([&](auto& channel) { return channel.open_in_place(message); });
    if (!got) {
        reset(got.error() == tscp::errc::protocol_violation ? int{other_error} : int{forged_record},
              tscp::describe(got.error()));
        return false;
    }
    deliver(*got);
    return !ended_;
}

void tscp2_connection::deliver(const tscp::opened_record& got) {
    switch (got.event()) {
        case tscp::record_event::data:
            if (!got.data().empty()) { calls_.data(got.data()); }
            break;
        case tscp::record_event::close:
            calls_.closed();
            finish_if_done();
            break;
        case tscp::record_event::alert: return finish(other_error, "the peer ended the session before it was done");
        case tscp::record_event::key_update:
        case tscp::record_event::ticket:
        case tscp::record_event::ping:
        case tscp::record_event::pong:
        case tscp::record_event::ignored: break;
    }
    // A close that was sent meanwhile is a reply too.
    const bool has_closed = with_channel([](auto& channel) { return channel.send_closed(); });
    if (got.reply_required && !is_ending() && !has_closed) { send_pong(got.ping()); }
}

void tscp2_connection::write(tscp::byte_view bytes) {
    unsent_.insert(unsent_.end(), bytes.begin(), bytes.end());
    if (sending_.empty()) { flush(); }
}

void tscp2_connection::flush() {
    if (ended_ || !sending_.empty()) { return; }
    if (unsent_.empty()) {
        if (after_flush_) { return linger(); }
        if (is_open()) { calls_.drained(); }
        return read_more();
    }
    sending_.swap(unsent_);
    asio::async_write(socket_, asio::buffer(sending_),
                      [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                          self->sending_.clear();
                          if (self->ended_) { return; }
                          if (!error) { return self->flush(); }
                          // What the peer sent before it went away says more than that it did.
                          self->unsent_.clear();
                          self->is_cut_ = true;
                          if (!self->reading_) { self->end_of_stream(false); }
                      });
}

}  // namespace tool
