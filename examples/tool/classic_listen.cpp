// SPDX-License-Identifier: MIT
// `tscp listen --classic`: answers every message of any number of connections, each with a session of its own.
#include <array>
#include <asio.hpp>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "classic_service.hpp"
#include "connection_acceptor.hpp"
#include "exit_code.hpp"
#include "leave.hpp"
#include "line_connection.hpp"
#include "signals.hpp"
#include "text.hpp"
#include "tool_error.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;

void append_line(std::string& out, tscp::byte_view line) {
    out.append(line.begin(), line.end());
    out += '\n';
}

/// What the server says to each line: a session that a Hello begins or replaces, and a reply to each of its messages.
template <class Dialect>
class answerer {
    using channel = classic::server_channel<Dialect, portable_crypto>;

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
        return write_reply(answer_to(to_string(*data), reply_), out);
    }

private:
    std::string answer_hello(std::string_view line, std::string& out) {
        std::array<std::uint8_t, classic::hey<Dialect>::max_size> buffer{};
        tscp::writer hey{buffer};
        auto session = server_.answer_hello(line, hey);
        if (!session) { return tscp::describe(session.error()); }
        session_.emplace(std::move(*session));
        append_line(out, hey.written());
        return {};
    }

    std::string write_reply(const std::string& data, std::string& out) {
        std::vector<std::uint8_t> buffer(channel::max_message_size(data.size()));
        tscp::writer message{buffer};
        if (const auto done = session_->write_message(data, message); !done) {
            return std::string{"no reply, "} + tscp::describe(done.error());
        }
        append_line(out, message.written());
        return {};
    }

    classic::server<Dialect, portable_crypto>& server_;
    std::optional<channel> session_;
    reply reply_;
};

template <class Dialect>
class service_of : public classic_service {
public:
    service_of(reply how, const classic::suite_list& suites)
        : server_{classic::i_know_that_classic_is_insecure, random_, suites}, reply_{how} {}

    void serve(asio::ip::tcp::socket socket) override {
        asio::error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error) { return; }
        std::make_shared<line_connection<answerer<Dialect>>>(std::move(socket), to_string(peer), longest_line<Dialect>,
                                                             answerer<Dialect>{server_, reply_})
            ->read();
    }

private:
    portable_crypto::random random_;
    classic::server<Dialect, portable_crypto> server_;
    reply reply_;
};

template <class Dialect>
[[noreturn]] void listen(const listen_options& options, const classic::suite_list& suites) {
    asio::io_context io;
    connection_acceptor acceptor{io, resolve_host(io, options.host, options.port)};
    service_of<Dialect> service{options.answer, suites};
    termination_signals signals{io, [](int) { return success; }};
    signals.start([](int) { leave(success); });
    acceptor.start([&](asio::ip::tcp::socket socket) { service.serve(std::move(socket)); });
    std::cerr << "listening on " + to_string(acceptor.local_endpoint()) + "\n" << std::flush;
    io.run();
    leave(other_error);
}

}  // namespace

classic::suite_list read_suite_list(const std::string& option, const std::string& list) {
    const auto suites = classic::suite_list::parse(list);
    if (!suites) {
        throw tool_error{wrong_use, option + ": '" + printable(list) + "': " + tscp::describe(suites.error()) +
                                        "; classic has the suites oXo and AES, separated by |"};
    }
    return *suites;
}

std::unique_ptr<classic_service> make_classic_service(dialect chosen, reply answer) {
    return with_dialect(chosen, [&](auto policy) -> std::unique_ptr<classic_service> {
        return std::make_unique<service_of<decltype(policy)>>(answer,
                                                              read_suite_list("--suites", default_classic_suites));
    });
}

void listen_classic(const listen_options& options) {
    const auto suites = read_suite_list("--suites", options.suites);
    with_dialect(options.chosen, [&](auto policy) { listen<decltype(policy)>(options, suites); });
    leave(other_error);
}

}  // namespace tool
