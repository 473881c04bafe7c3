// SPDX-License-Identifier: MIT
// Asio resolves and connects; here is how long each may take.
#include "dialer.hpp"

#include <algorithm>
#include <utility>

namespace tool {

using asio::ip::tcp;

void dialer::connect(asio::io_context& io, const peer_address& peer, deadline end, handler then) {
    std::make_shared<dialer>(io, end, std::move(then))->resolve(peer);
}

dialer::dialer(asio::io_context& io, deadline end, handler then)
    : resolver_{io}, socket_{io}, timer_{io}, end_{end}, then_{std::move(then)} {}

void dialer::resolve(const peer_address& peer) {
    timer_.expires_at(end_);
    timer_.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error) { self->finish("the address is not found in time"); }
    });
    resolver_.async_resolve(peer.host, peer.port, tcp::resolver::numeric_service,
                            [self = shared_from_this()](const asio::error_code& error, const auto& found) {
                                if (!self->then_) { return; }
                                self->timer_.cancel();
                                if (error) { return self->finish("there is no such address: " + error.message()); }
                                self->untried_.assign(found.begin(), found.end());
                                std::reverse(self->untried_.begin(), self->untried_.end());
                                self->try_next({});
                            });
}

void dialer::try_next(const asio::error_code& last_error) {
    if (untried_.empty()) { return finish(last_error.message()); }
    const auto left = end_ - std::chrono::steady_clock::now();
    const tcp::endpoint next = untried_.back();
    const auto timed_out = std::make_shared<bool>(false);
    timer_.expires_after(left / static_cast<std::ptrdiff_t>(untried_.size()));
    timer_.async_wait([self = shared_from_this(), timed_out](const asio::error_code& error) {
        if (error) { return; }
        *timed_out = true;
        asio::error_code ignored;
        self->socket_.close(ignored);
    });
    untried_.pop_back();
    socket_ = tcp::socket{timer_.get_executor()};
    socket_.async_connect(next, [self = shared_from_this(), timed_out](const asio::error_code& error) {
        if (*timed_out) { return self->try_next(asio::error::timed_out); }
        self->timer_.cancel();
        if (error) { return self->try_next(error); }
        self->finish({});
    });
}

void dialer::finish(const std::string& fault) {
    const handler then = std::exchange(then_, nullptr);
    if (then) { then(std::move(socket_), fault); }
}

}  // namespace tool
