// SPDX-License-Identifier: MIT
// `tscp connect --classic`: each line of standard input is a message, each reply a line of standard output.
#include <unistd.h>

#include <array>
#include <asio.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "exit_code.hpp"
#include "leave.hpp"
#include "line_client.hpp"
#include "line_terminal.hpp"
#include "peer_address.hpp"
#include "report.hpp"
#include "signals.hpp"
#include "text.hpp"
#include "tool_error.hpp"

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
bool exchange(line_client& peer, line_terminal& terminal, const Channel& session, const std::string& data,
              std::size_t line_number) {
    std::vector<std::uint8_t> buffer(Channel::max_message_size(data.size()));
    tscp::writer message{buffer};
    if (const auto done = session.write_message(data, message); !done) {
        report("tscp: line " + std::to_string(line_number) + " is not sent: " + tscp::describe(done.error()));
        return false;
    }
    peer.write(to_string(message.written()));
    std::string reply;
    peer.read([&](std::string_view line) {
        std::vector<std::uint8_t> text_buffer(line.size() / 2 + 1);
        tscp::writer text{text_buffer};
        const auto received = session.read_message(line, text);
        const auto fault = !received ? received.error() : received->data().error();
        if (fault != tscp::errc::none) {
            report_refused(line, fault);
            return false;
        }
        reply = to_string(text.written());
        return true;
    });
    terminal.write(as_line(reply));
    return true;
}

template <class Dialect>
int talk(asio::io_context& io, line_terminal& terminal, const connect_options& options,
         const classic::suite_list& offer) {
    line_client peer{io, *peer_address::read(options.peer), std::chrono::duration<double>{options.timeout_seconds},
                     longest_line<Dialect>};
    const auto session = shake_hands<Dialect>(peer, offer);
    terminal.start();
    bool all_sent = true;
    std::size_t number = 0;
    while (const auto line = terminal.read()) {
        all_sent = exchange(peer, terminal, session, *line, ++number) && all_sent;
    }
    peer.end();
    return all_sent ? success : other_error;
}

}  // namespace

void connect_classic(const connect_options& options) {
    const auto offer = read_suite_list("--offer", options.offer);
    asio::io_context io;
    termination_signals signals{io, [](int number) { return ended_by_signal + number; }};
    signals.start([](int number) { leave(ended_by_signal + number); });
    line_terminal terminal{io};
    int code = other_error;
    try {
        code = with_dialect(options.chosen,
                            [&](auto policy) { return talk<decltype(policy)>(io, terminal, options, offer); });
    } catch (const tool_error& error) {
        report(std::string{"tscp: "} + error.what());
        code = error.code();
    } catch (const std::exception& error) { report(std::string{"tscp: "} + error.what()); }
    leave(code);
}

}  // namespace tool
