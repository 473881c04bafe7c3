// SPDX-License-Identifier: MIT
// A listening TCP socket that gives its connections away.
#pragma once

#include <asio.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tool {

/// ADDRESS:PORT, an IPv6 address in brackets.
std::string to_string(const asio::ip::tcp::endpoint& endpoint);

/// The addresses of this machine that a name stands for; an address stands for itself. Throws tool_error where it
/// stands for none. Ends the program where a name server does not answer within 10 seconds.
std::vector<asio::ip::tcp::endpoint> resolve_host(asio::io_context& io, const std::string& host, std::uint16_t port);

class connection_acceptor {
public:
    using handler = std::function<void(asio::ip::tcp::socket)>;

    /// Listens on the first of the addresses that can be listened on. Throws tool_error with the reason of the last one
    /// where none can. Precondition: there is an address.
    connection_acceptor(asio::io_context& io, const std::vector<asio::ip::tcp::endpoint>& endpoints);

    [[nodiscard]] asio::ip::tcp::endpoint local_endpoint() const { return acceptor_.local_endpoint(); }

    /// Gives each connection to `take`. Where the program is out of descriptors it waits until there are some, and
    /// reports that once.
    void start(handler take);

    /// Leaves new connections to wait in the system until `resume`; one may still come that was under way.
    void pause();
    void resume();

    /// Listens no more; connections that nobody has taken are refused.
    void close();

private:
    void accept();
    void wait_before_accept(const asio::error_code& error);

    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer retry_;
    handler take_;
    bool is_paused_ = false;
    bool is_short_ = false;  // of descriptors
};

}  // namespace tool
