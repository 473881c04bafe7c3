// SPDX-License-Identifier: MIT
// The first byte of a connection, which tells TSCP 2 from classic: docs/PROTOCOL.md, "First bytes".
#pragma once

#include <array>
#include <asio.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

namespace tool {

/// Waits for a first byte and leaves it unread. A connection on which none comes in time is closed.
class first_byte : public std::enable_shared_from_this<first_byte> {
public:
    using handler = std::function<void(asio::ip::tcp::socket, std::uint8_t)>;

    explicit first_byte(asio::ip::tcp::socket socket) : socket_{std::move(socket)}, timer_{socket_.get_executor()} {}

    void wait(std::chrono::duration<double> timeout, handler then) {
        timer_.expires_after(std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeout));
        timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error) { self->socket_.close(); }
        });
        socket_.async_receive(asio::buffer(byte_), asio::socket_base::message_peek,
                              [self = shared_from_this(), then = std::move(then)](auto error, std::size_t size) {
                                  self->timer_.cancel();
                                  if (!error && size == 1) { then(std::move(self->socket_), self->byte_[0]); }
                              });
    }

private:
    asio::ip::tcp::socket socket_;
    asio::steady_timer timer_;
    std::array<std::uint8_t, 1> byte_{};
};

}  // namespace tool
