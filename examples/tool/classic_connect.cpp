// SPDX-License-Identifier: MIT
// `tscp connect --classic`: each line of standard input is a message, each reply a line of standard output.
#include <array>
#include <asio.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <optional>
#include <stdexcept>
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

struct no_answer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Lines to and from a peer, each within the time allowed.
class line_connection {
public:
    line_connection(const std::string& host, const std::string& port, std::chrono::duration<double> timeout,
                    std::size_t longest)
        : timeout_{std::chrono::duration_cast<std::chrono::steady_clock::duration>(timeout)}, lines_{longest} {
        const auto addresses = tcp::resolver{io_}.resolve(host, port);
        asio::error_code result = asio::error::timed_out;
        asio::async_connect(socket_, addresses, [&](auto error, const tcp::endpoint&) { result = error; });
        run("the connection was not made in time");
        if (result) { throw std::system_error{result}; }
    }

    void write(std::string line) {
        line += '\n';
        asio::error_code result = asio::error::timed_out;
        asio::async_write(socket_, asio::buffer(line), [&](auto error, std::size_t) { result = error; });
        run("the message was not taken in time");
        if (result) { throw std::system_error{result}; }
    }

    /// Waits for a line that `take` accepts; the others are skipped. A deadline covers all of them.
    template <class Take>
    void read(const Take& take) {
        bool taken = false;
        asio::error_code result;
        std::array<char, 4096> piece{};
        const auto feed = [&](std::string_view bytes) {
            lines_.feed(
                bytes,
                [&](std::string_view line) {
                    if (taken) {
                        report("a line that answers nothing: " + printable(line));
                    } else {
                        taken = take(line);
                    }
                },
                [] { report("an over-long line is dropped"); });
        };
        std::function<void()> read_some = [&] {
            socket_.async_read_some(asio::buffer(piece), [&](auto error, std::size_t size) {
                result = error;
                feed({piece.data(), size});
                if (!error && !taken) { read_some(); }
            });
        };
        read_some();
        run("no answer in time");
        if (!taken) { throw std::system_error{result}; }
    }

private:
    void run(const char* complaint) {
        io_.restart();
        io_.run_for(timeout_);
        if (!io_.stopped()) {
            asio::error_code ignored;
            socket_.close(ignored);
            io_.run();
            throw no_answer{complaint};
        }
    }

    std::chrono::steady_clock::duration timeout_;
    asio::io_context io_;
    tcp::socket socket_{io_};
    line_splitter lines_;
};

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

template <class Dialect>
auto shake_hands(line_connection& peer, const classic::suite_list& offer) {
    portable_crypto::random random;
    std::array<std::uint8_t, classic::hello<Dialect>::max_size> buffer{};
    tscp::writer hello{buffer};
    auto waiting =
        classic::client<Dialect, portable_crypto>{classic::i_know_that_classic_is_insecure, random, offer}.write_hello(
            hello);
    if (!waiting) { throw std::runtime_error{tscp::describe(waiting.error())}; }
    peer.write(to_string(hello.written()));
    std::optional<classic::client_channel<Dialect, portable_crypto>> session;
    peer.read([&](std::string_view line) {
        auto channel = std::move(*waiting).read_hey(line);
        if (channel) {
            session.emplace(std::move(*channel));
        } else {
            report(std::string{"refused: "} + tscp::describe(channel.error()) + ": " + printable(line));
        }
        return session.has_value();
    });
    return std::move(*session);
}

/// Sends the data and prints the reply. False, with a report, where the data cannot be carried.
template <class Channel>
bool exchange(line_connection& peer, const Channel& session, const std::string& data, std::size_t line_number) {
    std::vector<std::uint8_t> buffer(Channel::max_message_size(data.size()));
    tscp::writer message{buffer};
    if (const auto done = session.write_message(data, message); !done) {
        std::cerr << "tscp: line " << line_number << " is not sent: " << tscp::describe(done.error()) << "\n";
        return false;
    }
    peer.write(to_string(message.written()));
    peer.read([&](std::string_view line) {
        std::vector<std::uint8_t> text_buffer(line.size() / 2 + 1);
        tscp::writer text{text_buffer};
        const auto received = session.read_message(line, text);
        const auto fault = !received ? received.error() : received->data().error();
        if (fault != tscp::errc::none) {
            report(std::string{"refused: "} + tscp::describe(fault) + ": " + printable(line));
            return false;
        }
        std::cout << to_string(text.written()) << std::endl;
        return true;
    });
    return true;
}

template <class Dialect>
int talk(const connect_options& options, const classic::suite_list& offer) {
    const std::size_t colon = options.peer.rfind(':');
    std::string host = options.peer.substr(0, colon);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') { host = host.substr(1, host.size() - 2); }
    line_connection peer{host, options.peer.substr(colon + 1), std::chrono::duration<double>{options.timeout_seconds},
                         longest_line<Dialect>};
    const auto session = shake_hands<Dialect>(peer, offer);
    bool all_sent = true;
    std::string line;
    for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
        all_sent = exchange(peer, session, line, number) && all_sent;
        if (!std::cout) { throw std::runtime_error{"cannot write to standard output"}; }
    }
    return all_sent ? success : other_error;
}

}  // namespace

int connect_classic(const connect_options& options) {
    const std::size_t colon = options.peer.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == options.peer.size()) {
        std::cerr << "tscp: the peer is written HOST:PORT, not " << printable(options.peer) << "\n";
        return wrong_use;
    }
    const auto offer = classic::suite_list::read(options.offer);
    if (!offer) {
        std::cerr << "tscp: --offer: " << tscp::describe(offer.error()) << "\n";
        return wrong_use;
    }
    try {
        return with_dialect(options.chosen, [&](auto policy) { return talk<decltype(policy)>(options, *offer); });
    } catch (const std::system_error& error) {
        std::cerr << "tscp: " << printable(options.peer) << ": " << error.code().message() << "\n";
        return network_error;
    } catch (const std::exception& error) {
        std::cerr << "tscp: " << printable(options.peer) << ": " << error.what() << "\n";
        return other_error;
    }
}

}  // namespace tool
