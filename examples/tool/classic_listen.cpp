// SPDX-License-Identifier: MIT
// `tscp listen --classic`: answers every message of any number of connections, each with a session of its own.
#include <array>
#include <asio.hpp>
#include <csignal>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <tscp/core/error_text.hpp>

#include "classic_options.hpp"
#include "classic_service.hpp"
#include "exit_code.hpp"
#include "line_server.hpp"
#include "report.hpp"
#include "text.hpp"

namespace tool {

namespace {

namespace classic = tscp::classic;

void append_line(std::string& out, tscp::byte_view line) {
    out.append(line.begin(), line.end());
    out += '\n';
}

std::string in_capitals(std::string data) {
    for (char& c : data) {
        if (c >= 'a' && c <= 'z') { c = static_cast<char>(c - 'a' + 'A'); }
    }
    return data;
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
        return write_reply(reply_ == reply::upper ? in_capitals(to_string(*data)) : to_string(*data), out);
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
    explicit service_of(reply how) : reply_{how} {}

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
    classic::server<Dialect, portable_crypto> server_{classic::i_know_that_classic_is_insecure, random_};
    reply reply_;
};

template <class Dialect>
int listen(const listen_options& options, const asio::ip::address& address, const classic::suite_list& suites) {
    portable_crypto::random random;
    classic::server<Dialect, portable_crypto> server{classic::i_know_that_classic_is_insecure, random, suites};
    asio::io_context io;
    line_server listening{io, {address, options.port}, longest_line<Dialect>, [&] {
                              return answerer<Dialect>{server, options.answer};
                          }};
    asio::signal_set signals{io, SIGINT, SIGTERM};
    signals.async_wait([&io](auto, int) { io.stop(); });
    listening.accept();
    std::cerr << "listening on " + to_string(listening.local_endpoint()) + "\n" << std::flush;
    io.run();
    report_dropped();
    return success;
}

}  // namespace

std::unique_ptr<classic_service> make_classic_service(dialect chosen, reply answer) {
    return with_dialect(chosen, [&](auto policy) -> std::unique_ptr<classic_service> {
        return std::make_unique<service_of<decltype(policy)>>(answer);
    });
}

int listen_classic(const listen_options& options) {
    asio::error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    if (error) {
        std::cerr << "tscp: --host takes an address, not " << printable(options.host) << "\n";
        return wrong_use;
    }
    const auto suites = classic::suite_list::parse(options.suites);
    if (!suites) {
        std::cerr << "tscp: --suites: " << tscp::describe(suites.error()) << "\n";
        return wrong_use;
    }
    try {
        return with_dialect(options.chosen,
                            [&](auto policy) { return listen<decltype(policy)>(options, address, *suites); });
    } catch (const std::system_error& failure) {
        std::cerr << "tscp: cannot listen on " << to_string(asio::ip::tcp::endpoint{address, options.port}) << ": "
                  << failure.code().message() << "\n";
        return network_error;
    }
}

}  // namespace tool
