// SPDX-License-Identifier: MIT
// Runs the recorded sessions of classic on the board, both ends at once: every byte must be the original's.
// Prints what each step costs, two lines for each: row classic DIALECT_SUITE_STEP_instructions VALUE, and …_stack.
#include <cstddef>
#include <cstdint>
#include <utility>

#include <tscp/classic.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/writer.hpp>

#include "board.hpp"
#include "crypto.hpp"
#include "transcripts.hpp"

namespace {

using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;
using tscp::writer;

namespace classic = tscp::classic;

std::uint8_t wire_buffer[512];
std::uint8_t text_buffer[512];

byte_view view_of(const char* text) noexcept {
    std::size_t size = 0;
    while (text[size] != '\0') { ++size; }
    return {reinterpret_cast<const std::uint8_t*>(text), size};
}

bool has_separator(byte_view text) noexcept {
    for (const std::uint8_t c : text) {
        if (c == ':') { return true; }
    }
    return false;
}

/// Gives the numbers that the original drew, one byte for each, and then no more.
class replayed_draws {
public:
    explicit replayed_draws(const transcripts::list<transcripts::draw>& draws) noexcept
        : next_{draws.begin()}, end_{draws.end()} {}

    bool fill(byte_span out) noexcept {
        for (std::uint8_t& byte : out) {
            if (next_ == end_) { return false; }
            byte = next_++->value;
        }
        return true;
    }

    [[nodiscard]] bool spent() const noexcept { return next_ == end_; }

private:
    const transcripts::draw* next_;
    const transcripts::draw* end_;
};

using crypto = board_crypto<replayed_draws>;

/// Counts what went wrong in one session and says where.
class verdict {
public:
    explicit verdict(const transcripts::session& session) noexcept : session_{session} {}

    void expect(bool holds, const char* what) noexcept { expect(holds, what, nullptr); }

    void expect(bool holds, const char* what, const transcripts::exchange* exchange) noexcept {
        if (holds) { return; }
        ++failures_;
        print_all("FAILED ", session_.dialect, " ", session_.suite, ": ", what);
        if (exchange != nullptr) {
            board::print(", exchange ");
            board::print(static_cast<std::uint32_t>(exchange - session_.exchanges.begin()));
        }
        board::print("\n");
    }

    void report(const char* step, const board::cost& spent) const noexcept {
        print_row(step, "_instructions ", spent.instructions);
        print_row(step, "_stack ", spent.stack_bytes);
    }

    [[nodiscard]] unsigned failures() const noexcept { return failures_; }

private:
    void print_row(const char* step, const char* measure, std::uint32_t value) const noexcept {
        print_all("row classic ", session_.dialect, "_", session_.suite, "_", step, measure);
        board::print(value);
        board::print("\n");
    }
    template <class... Texts>
    static void print_all(const Texts&... texts) noexcept {
        (board::print(texts), ...);
    }

    const transcripts::session& session_;
    unsigned failures_ = 0;
};

/// Sends and receives the recorded exchanges one after the other.
template <class Client, class Server>
class conversation {
public:
    conversation(const Client& client, const Server& server, verdict& judge) noexcept
        : client_{client}, server_{server}, verdict_{judge} {}

    void replay(const transcripts::exchange& exchange) noexcept {
        if (exchange.to == transcripts::direction::to_server) {
            replay(exchange, client_, server_, "client_writes", "server_reads");
        } else {
            replay(exchange, server_, client_, "server_writes", "client_reads");
        }
    }

private:
    // The first message of either direction is the one whose cost is told.
    template <class From, class To>
    void replay(const transcripts::exchange& exchange, const From& from, const To& to, const char* writing,
                const char* reading) noexcept {
        bool& told = told_[static_cast<std::size_t>(exchange.to)];
        const board::cost write_cost = send(exchange, from);
        const board::cost read_cost = receive(exchange, to);
        if (told) { return; }
        told = true;
        verdict_.report(writing, write_cost);
        verdict_.report(reading, read_cost);
    }

    template <class From>
    board::cost send(const transcripts::exchange& exchange, const From& from) noexcept {
        board::cost spent{};
        if (exchange.plaintext == nullptr) { return spent; }
        const byte_view data = view_of(exchange.plaintext);
        writer out{wire_buffer};
        const auto done = board::measure(spent, [&] { return from.write_message(data, out); });
        if (exchange.wire == nullptr) {
            verdict_.expect(done.error() == errc::data_not_ascii, "text that the original refused was sent", &exchange);
        } else if (has_separator(data)) {
            verdict_.expect(done.error() == errc::data_has_separator, "a separator was sent", &exchange);
        } else {
            verdict_.expect(done && equal_public(out.written(), view_of(exchange.wire)), "another message was sent",
                            &exchange);
        }
        return spent;
    }

    template <class To>
    board::cost receive(const transcripts::exchange& exchange, const To& to) noexcept {
        board::cost spent{};
        if (exchange.wire == nullptr) { return spent; }
        const byte_view message = view_of(exchange.wire);
        writer out{text_buffer};
        const auto received = board::measure(spent, [&] { return to.read_message(message, out); });
        verdict_.expect(received && equal_public(name_of(received->how()), view_of(exchange.status)) &&
                            equal_public(received->data_whatever_the_status(), view_of(exchange.received)),
                        "another status or text was read", &exchange);
        return spent;
    }

    const Client& client_;
    const Server& server_;
    verdict& verdict_;
    bool told_[2] = {};
};

template <class Dialect>
unsigned replay(const transcripts::session& session) noexcept {
    verdict judge{session};
    board::cost spent{};
    replayed_draws client_draws{session.client_draws};
    replayed_draws server_draws{session.server_draws};
    const auto offer = classic::suite_list::parse(view_of(session.offer));
    judge.expect(static_cast<bool>(offer), "the offer cannot be read");
    if (!offer) { return judge.failures(); }

    classic::client<Dialect, crypto> client{classic::i_know_that_classic_is_insecure, client_draws, *offer};
    writer hello{wire_buffer};
    auto waiting = board::measure(spent, [&] { return std::move(client).write_hello(hello); });
    judge.report("client_hello", spent);
    judge.expect(waiting && client_draws.spent() && equal_public(hello.written(), view_of(session.hello)),
                 "another Hello");

    classic::server<Dialect, crypto> server{classic::i_know_that_classic_is_insecure, server_draws};
    writer hey{text_buffer};
    const auto served = board::measure(spent, [&] { return server.answer_hello(view_of(session.hello), hey); });
    judge.report("server_hey", spent);
    judge.expect(served && server_draws.spent() && equal_public(hey.written(), view_of(session.hey)), "another Hey");
    if (!waiting || !served) { return judge.failures(); }

    const auto established = board::measure(spent, [&] { return std::move(*waiting).read_hey(view_of(session.hey)); });
    judge.report("client_reads_hey", spent);
    judge.expect(static_cast<bool>(established), "the Hey was refused");
    if (!established) { return judge.failures(); }

    conversation<classic::client_channel<Dialect, crypto>, classic::server_channel<Dialect, crypto>> talk{
        *established, *served, judge};
    for (const transcripts::exchange& exchange : session.exchanges) { talk.replay(exchange); }
    return judge.failures();
}

template <class Dialect>
void print_sizes(const char* dialect) noexcept {
    const auto print_size = [dialect](const char* what, std::size_t size) {
        for (const char* part : {"row classic ", dialect, "_", what, " "}) { board::print(part); }
        board::print(static_cast<std::uint32_t>(size));
        board::print("\n");
    };
    print_size("waiting_client", sizeof(classic::waiting_client<Dialect, crypto>));
    print_size("server", sizeof(classic::server<Dialect, crypto>));
    print_size("channel", sizeof(classic::client_channel<Dialect, crypto>));
}

}  // namespace

int main() {
    print_sizes<classic::debug>("debug");
    print_sizes<classic::release>("release");
    unsigned failures = 0;
    failures += replay<classic::debug>(transcripts::debug_oXo);
    failures += replay<classic::debug>(transcripts::debug_AES);
    failures += replay<classic::release>(transcripts::release_oXo);
    failures += replay<classic::release>(transcripts::release_AES);
    board::print(failures == 0 ? "every byte as recorded\n" : "not as recorded\n");
    return failures == 0 ? 0 : 1;
}
