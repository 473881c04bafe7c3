// SPDX-License-Identifier: MIT
// A TCP server of lines: any number of connections side by side, each with an answerer of its own.
#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "line_splitter.hpp"
#include "report.hpp"
#include "text.hpp"

namespace tool {

inline std::string to_string(const asio::ip::tcp::endpoint& endpoint) {
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

/// One connection: reads a piece, answers its lines, and reads on when the answers have gone out. Thus a peer that does
/// not read its answers is not read from either.
/// `Answerer`: `std::string answer(std::string_view line, std::string& out)` appends the answer, LF included, to `out`,
/// or gives the sentence to report.
template <class Answerer>
class line_connection : public std::enable_shared_from_this<line_connection<Answerer>> {
public:
    line_connection(asio::ip::tcp::socket socket, std::string peer, std::size_t longest_line, Answerer answerer)
        : socket_{std::move(socket)}, peer_{std::move(peer)}, lines_{longest_line}, answerer_{std::move(answerer)} {}

    void read() {
        socket_.async_read_some(asio::buffer(piece_), [self = this->shared_from_this()](auto error, std::size_t size) {
            self->take({self->piece_.data(), size});
            if (!error) { return self->write(); }
            if (self->lines_.has_partial_line()) { self->tell("the connection ended within a line, which is dropped"); }
        });
    }

private:
    void take(std::string_view piece) {
        lines_.feed(
            piece,
            [this](std::string_view line) {
                const std::string fault = answerer_.answer(line, out_);
                if (!fault.empty()) { tell(fault + ": " + printable(line)); }
            },
            [this] { tell("an over-long line is dropped"); });
    }

    void tell(const std::string& fault) const { report(peer_ + ": " + fault); }

    void write() {
        if (out_.empty()) { return read(); }
        asio::async_write(socket_, asio::buffer(out_), [self = this->shared_from_this()](auto error, std::size_t) {
            if (error) { return; }
            self->out_.clear();
            self->read();
        });
    }

    asio::ip::tcp::socket socket_;
    std::string peer_;
    line_splitter lines_;
    Answerer answerer_;
    std::array<char, 4096> piece_{};
    std::string out_;
};

/// Accepts connections. `make_answerer()` makes the answerer of each.
template <class MakeAnswerer>
class line_server {
    using answerer = decltype(std::declval<MakeAnswerer&>()());

public:
    line_server(asio::io_context& io, const asio::ip::tcp::endpoint& endpoint, std::size_t longest_line,
                MakeAnswerer make_answerer)
        : acceptor_{io, endpoint}, pause_{io}, longest_line_{longest_line}, make_answerer_{std::move(make_answerer)} {}

    [[nodiscard]] asio::ip::tcp::endpoint local_endpoint() const { return acceptor_.local_endpoint(); }

    void accept() {
        acceptor_.async_accept(peer_, [this](auto error, asio::ip::tcp::socket socket) {
            if (error) { return wait_before_accept(error); }
            is_short_ = false;
            std::make_shared<line_connection<answerer>>(std::move(socket), to_string(peer_), longest_line_,
                                                        make_answerer_())
                ->read();
            accept();
        });
    }

private:
    // Out of descriptors, most likely: some connection must end first.
    void wait_before_accept(const asio::error_code& error) {
        if (!std::exchange(is_short_, true)) { report("cannot accept connections for now: " + error.message()); }
        pause_.expires_after(std::chrono::milliseconds{100});
        pause_.async_wait([this](auto) { accept(); });
    }

    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    asio::ip::tcp::endpoint peer_;
    std::size_t longest_line_;
    MakeAnswerer make_answerer_;
    bool is_short_ = false;
};

}  // namespace tool
