// SPDX-License-Identifier: MIT
// `tscp listen --classic`: answers every message of any number of connections, each with a session of its own.
#include <array>
#include <asio.hpp>
#include <chrono>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "exit_code.hpp"
#include "line_splitter.hpp"
#include "report.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;
using asio::ip::tcp;

std::string to_string(const tcp::endpoint& endpoint) {
    const bool is_v6 = endpoint.address().is_v6();
    const std::string host = endpoint.address().to_string();
    return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

/// What the server says to each line: a session that a Hello begins or replaces, and a reply to each of its messages.
template <class Dialect>
class answerer {
public:
    answerer(classic::server<Dialect, portable_crypto>& server, reply how) : server_{server}, reply_{how} {}

    /// Appends the answer to `out`, LF included, or gives the sentence to report.
    std::string answer(std::string_view line, std::string& out) {
        if (line.substr(0, 6) == "Hello:") { return answer_hello(line, out); }
        if (!session_) { return "a message before any Hello"; }
        std::vector<std::uint8_t> buffer(line.size() / 2 + 1);
        tscp::writer text{buffer};
        const auto received = session_->read_message(line, text);
        if (!received) { return tscp::describe(received.error()); }
        const auto data = received->data();
        if (!data) { return tscp::describe(data.error()); }
        return write_reply({data->begin(), data->end()}, out);
    }

private:
    std::string answer_hello(std::string_view line, std::string& out) {
        std::array<std::uint8_t, classic::hey<Dialect>::max_size> buffer{};
        tscp::writer hey{buffer};
        auto session = server_.answer_hello(line, hey);
        if (!session) { return tscp::describe(session.error()); }
        session_.emplace(std::move(*session));
        out.append(hey.written().begin(), hey.written().end());
        out += '\n';
        return {};
    }

    std::string write_reply(std::string data, std::string& out) {
        if (reply_ == reply::upper) {
            for (char& c : data) {
                if (c >= 'a' && c <= 'z') { c = static_cast<char>(c - 'a' + 'A'); }
            }
        }
        std::vector<std::uint8_t> buffer(decltype(session_)::value_type::max_message_size(data.size()));
        tscp::writer message{buffer};
        if (const auto done = session_->write_message(data, message); !done) {
            return std::string{"no reply: "} + tscp::describe(done.error());
        }
        out.append(message.written().begin(), message.written().end());
        out += '\n';
        return {};
    }

    classic::server<Dialect, portable_crypto>& server_;
    std::optional<classic::server_channel<Dialect, portable_crypto>> session_;
    reply reply_;
};

/// One connection: reads a piece, answers its lines, and reads on when the answers have gone out.
template <class Dialect>
class connection : public std::enable_shared_from_this<connection<Dialect>> {
public:
    connection(tcp::socket socket, const tcp::endpoint& peer, answerer<Dialect> answers)
        : socket_{std::move(socket)}, peer_{to_string(peer)}, answers_{std::move(answers)} {}

    void read() {
        socket_.async_read_some(asio::buffer(piece_), [self = this->shared_from_this()](auto error, std::size_t size) {
            self->lines_.feed(
                {self->piece_.data(), size}, [&](std::string_view line) { self->take(line); },
                [&] { self->tell("an over-long line is dropped", {}); });
            if (error) {
                if (self->lines_.has_partial_line()) { self->tell("the connection ended within a line", {}); }
                return;
            }
            self->write();
        });
    }

private:
    void take(std::string_view line) {
        const std::string fault = answers_.answer(line, out_);
        if (!fault.empty()) { tell(fault, line); }
    }

    void tell(const std::string& fault, std::string_view line) const {
        report(peer_ + ": " + fault + (line.empty() ? "" : ": " + printable(line)));
    }

    void write() {
        if (out_.empty()) { return read(); }
        asio::async_write(socket_, asio::buffer(out_), [self = this->shared_from_this()](auto error, std::size_t) {
            if (error) { return; }
            self->out_.clear();
            self->read();
        });
    }

    tcp::socket socket_;
    std::string peer_;
    answerer<Dialect> answers_;
    line_splitter lines_{longest_line<Dialect>};
    std::array<char, 4096> piece_{};
    std::string out_;
};

template <class Dialect>
class listener {
public:
    listener(asio::io_context& io, const tcp::endpoint& endpoint, const classic::suite_list& suites, reply how)
        : acceptor_{io, endpoint},
          pause_{io},
          server_{classic::i_know_that_classic_is_insecure, random_, suites},
          reply_{how} {}

    [[nodiscard]] tcp::endpoint local_endpoint() const { return acceptor_.local_endpoint(); }

    void accept() {
        acceptor_.async_accept(peer_, [this](auto error, tcp::socket socket) {
            if (!error) {
                std::make_shared<connection<Dialect>>(std::move(socket), peer_, answerer<Dialect>{server_, reply_})
                    ->read();
                return accept();
            }
            // Out of descriptors, most likely: some connection must end first.
            report("cannot accept a connection: " + error.message());
            pause_.expires_after(std::chrono::milliseconds{100});
            pause_.async_wait([this](auto) { accept(); });
        });
    }

private:
    tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    tcp::endpoint peer_;
    portable_crypto::random random_;
    classic::server<Dialect, portable_crypto> server_;
    reply reply_;
};

template <class Dialect>
int listen(const listen_options& options) {
    asio::io_context io;
    asio::error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    if (error) {
        std::cerr << "tscp: --host takes an address, not " << printable(options.host) << "\n";
        return wrong_use;
    }
    const auto suites = classic::suite_list::read(options.suites);
    if (!suites) {
        std::cerr << "tscp: --suites: " << tscp::describe(suites.error()) << "\n";
        return wrong_use;
    }
    listener<Dialect> listening{io, {address, options.port}, *suites, options.answer};
    asio::signal_set signals{io, SIGINT, SIGTERM};
    signals.async_wait([&io](auto, int) { io.stop(); });
    listening.accept();
    std::cerr << "listening on " + to_string(listening.local_endpoint()) + "\n" << std::flush;
    io.run();
    return success;
}

}  // namespace

int listen_classic(const listen_options& options) {
    try {
        return with_dialect(options.chosen, [&](auto policy) { return listen<decltype(policy)>(options); });
    } catch (const std::system_error& error) {
        std::cerr << "tscp: cannot listen on " << options.host << ":" << options.port << ": " << error.code().message()
                  << "\n";
        return network_error;
    }
}

}  // namespace tool
