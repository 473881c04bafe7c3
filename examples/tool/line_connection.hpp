// SPDX-License-Identifier: MIT
// A TCP connection whose lines are answered.
#pragma once

#include <array>
#include <asio.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "line_splitter.hpp"
#include "report.hpp"
#include "text.hpp"

namespace tool {

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

}  // namespace tool
