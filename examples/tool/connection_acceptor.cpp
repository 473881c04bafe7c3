// SPDX-License-Identifier: MIT
// Accepts on and on, whatever the machine is short of.
#include "connection_acceptor.hpp"

#include <chrono>
#include <utility>

#include "deadline.hpp"
#include "exit_code.hpp"
#include "leave.hpp"
#include "report.hpp"
#include "text.hpp"
#include "tool_error.hpp"

namespace tool {

using asio::ip::tcp;

namespace {

constexpr std::chrono::seconds name_server_timeout{10};

}  // namespace

std::string to_string(const tcp::endpoint& endpoint) {
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

std::vector<tcp::endpoint> resolve_host(asio::io_context& io, const std::string& host, std::uint16_t port) {
    asio::error_code error;
    const auto address = asio::ip::make_address(host, error);
    if (!error) { return {tcp::endpoint{address, port}}; }
    tcp::resolver resolver{io};
    std::vector<tcp::endpoint> endpoints;
    bool done = false;
    resolver.async_resolve(host, std::to_string(port), tcp::resolver::numeric_service | tcp::resolver::passive,
                           [&](const asio::error_code& failure, const auto& found) {
                               done = true;
                               if (!failure) { endpoints.assign(found.begin(), found.end()); }
                           });
    if (!run_until(io, deadline_in(name_server_timeout), [&] { return done; })) {
        report("tscp: --host: the address is not found in time");
        leave(network_error);
    }
    if (endpoints.empty()) {
        throw tool_error{wrong_use, "--host: " + printable(host) + " is no address of this machine"};
    }
    return endpoints;
}

connection_acceptor::connection_acceptor(asio::io_context& io, const std::vector<tcp::endpoint>& endpoints)
    : acceptor_{io}, retry_{io} {
    std::string fault;
    for (const tcp::endpoint& endpoint : endpoints) {
        try {
            acceptor_ = tcp::acceptor{io, endpoint};
            return;
        } catch (const asio::system_error& error) {
            fault = "cannot listen on " + to_string(endpoint) + ": " + error.code().message();
        }
    }
    throw tool_error{network_error, fault};
}

void connection_acceptor::start(handler take) {
    take_ = std::move(take);
    accept();
}

void connection_acceptor::pause() {
    is_paused_ = true;
    asio::error_code ignored;
    acceptor_.cancel(ignored);
    retry_.cancel();
}

void connection_acceptor::resume() {
    if (std::exchange(is_paused_, false)) { accept(); }
}

void connection_acceptor::close() {
    pause();
    asio::error_code ignored;
    acceptor_.close(ignored);
}

void connection_acceptor::accept() {
    acceptor_.async_accept([this](const asio::error_code& error, tcp::socket socket) {
        if (error) { return is_paused_ ? void() : wait_before_accept(error); }
        is_short_ = false;
        take_(std::move(socket));
        if (!is_paused_) { accept(); }
    });
}

// Out of descriptors, most likely: some connection must end first.
void connection_acceptor::wait_before_accept(const asio::error_code& error) {
    if (!std::exchange(is_short_, true)) { report("cannot accept connections for now: " + error.message()); }
    retry_.expires_after(std::chrono::milliseconds{100});
    retry_.async_wait([this](const asio::error_code& failure) {
        if (!failure) { accept(); }
    });
}

}  // namespace tool
