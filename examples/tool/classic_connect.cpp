// SPDX-License-Identifier: MIT
// `tscp connect --classic`: each line of standard input is a message, each reply a line of standard output.
#include <unistd.h>

#include <array>
#include <asio.hpp>
#include <chrono>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "exit_code.hpp"
#include "line_client.hpp"
#include "peer_address.hpp"
#include "report.hpp"
#include "text.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;

template <class Dialect>
using channel = classic::client_channel<Dialect, portable_crypto>;

void report_refused(std::string_view line, tscp::errc error) {
    report(std::string{"refused: "} + tscp::describe(error) + ": " + printable(line));
}

// A reply as one line: a terminal sees what `printable` lets through, a pipe or file gets every byte but LF.
std::string as_line(const std::string& data) {
    if (::isatty(STDOUT_FILENO) != 0) { return printable(data, data.size() * 4); }
    std::string line;
    for (const char c : data) { c == '\n' ? line += "\\x0a" : line += c; }
    return line;
}

template <class Dialect>
channel<Dialect> shake_hands(line_client& peer, const classic::suite_list& offer) {
    portable_crypto::random random;
    std::array<std::uint8_t, classic::hello<Dialect>::max_size> buffer{};
    tscp::writer hello{buffer};
    auto waiting =
        classic::client<Dialect, portable_crypto>{classic::i_know_that_classic_is_insecure, random, offer}.write_hello(
            hello);
    if (!waiting) { throw std::runtime_error{tscp::describe(waiting.error())}; }
    peer.write(to_string(hello.written()));
    std::optional<channel<Dialect>> session;
    peer.read([&](std::string_view line) {
        auto established = std::move(*waiting).read_hey(line);
        if (established) {
            session.emplace(std::move(*established));
        } else {
            report_refused(line, established.error());
        }
        return session.has_value();
    });
    return std::move(*session);
}

/// Sends the data and prints the reply. False, with a report, where the data cannot be carried.
template <class Channel>
bool exchange(line_client& peer, const Channel& session, const std::string& data, std::size_t line_number) {
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
            report_refused(line, fault);
            return false;
        }
        std::cout << as_line(to_string(text.written())) << std::endl;
        return true;
    });
    return true;
}

template <class Dialect>
int talk(const connect_options& options, const peer_address& address, const classic::suite_list& offer) {
    line_client peer{address, std::chrono::duration<double>{options.timeout_seconds}, longest_line<Dialect>};
    const auto session = shake_hands<Dialect>(peer, offer);
    bool all_sent = true;
    std::string line;
    for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
        all_sent = exchange(peer, session, line, number) && all_sent;
        if (!std::cout) { throw std::runtime_error{"cannot write to standard output"}; }
    }
    peer.end();
    return all_sent ? success : other_error;
}

}  // namespace

int connect_classic(const connect_options& options) {
    const auto address = peer_address::read(options.peer);
    if (!address) {
        std::cerr << "tscp: a peer is written HOST:PORT or [IPV6]:PORT, not " << printable(options.peer) << "\n";
        return wrong_use;
    }
    const auto offer = classic::suite_list::parse(options.offer);
    if (!offer) {
        std::cerr << "tscp: --offer: " << tscp::describe(offer.error()) << "\n";
        return wrong_use;
    }
    const std::string complaint = "tscp: " + printable(options.peer) + ": ";
    try {
        return with_dialect(options.chosen,
                            [&](auto policy) { return talk<decltype(policy)>(options, *address, *offer); });
    } catch (const std::system_error& error) {
        const bool is_closed = error.code() == asio::error::eof;
        std::cerr << complaint << (is_closed ? "the peer closed the connection" : error.code().message()) << "\n";
        return network_error;
    } catch (const std::runtime_error& error) {
        std::cerr << complaint << error.what() << "\n";
        return other_error;
    }
}

}  // namespace tool
