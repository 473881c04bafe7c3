// SPDX-License-Identifier: MIT
// From the name of a peer to a connection, in time.
#pragma once

#include <asio.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "deadline.hpp"
#include "peer_address.hpp"

namespace tool {

/// Resolves a name and tries its addresses one after the other. Each has an equal share of the time that is left, so
/// that one which does not answer leaves time for the others.
class dialer : public std::enable_shared_from_this<dialer> {
public:
    /// Called once: with a connection and an empty sentence, or with the sentence that says why there is none.
    using handler = std::function<void(asio::ip::tcp::socket, const std::string& fault)>;

    /// Where a name server does not answer in time its query goes on in a thread of `io`: leave the program by `leave`.
    static void connect(asio::io_context& io, const peer_address& peer, deadline end, handler then);

    dialer(asio::io_context& io, deadline end, handler then);

private:
    void resolve(const peer_address& peer);
    void try_next(const asio::error_code& last_error);
    void finish(const std::string& fault);

    asio::ip::tcp::resolver resolver_;
    asio::ip::tcp::socket socket_;
    asio::steady_timer timer_;
    deadline end_;
    handler then_;
    std::vector<asio::ip::tcp::endpoint> untried_;
};

}  // namespace tool
