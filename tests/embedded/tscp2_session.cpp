// SPDX-License-Identifier: MIT
// A session of TSCP 2 on the board, both ends at once. Prints what each step costs, a line for each:
// cost tscp2 psk STEP INSTRUCTIONS STACK_BYTES.
#include <cstddef>
#include <cstdint>
#include <utility>

#include "board.hpp"
#include "tscp2_profile.hpp"

namespace {

using tscp::byte_span;
using tscp::byte_view;
using tscp::writer;

struct counting_draws {
    bool fill(byte_span out) noexcept {
        for (std::uint8_t& byte : out) { byte = next++; }
        return true;
    }
    std::uint8_t next = 1;
};
using profile = board_profile<counting_draws>;
using client = tscp::client<profile>;
using server = tscp::server<profile, board_directory>;

unsigned failures = 0;

void expect(bool holds, const char* what) noexcept {
    if (holds) { return; }
    ++failures;
    board::print("FAILED ");
    board::print(what);
    board::print("\n");
}

void report(const char* step, const board::cost& spent) noexcept {
    board::print("cost tscp2 psk ");
    board::print(step);
    board::print(" ");
    board::print(spent.instructions);
    board::print(" ");
    board::print(spent.stack_bytes);
    board::print("\n");
}

void print_size(const char* what, std::size_t size) noexcept {
    board::print("size tscp2 ");
    board::print(what);
    board::print(" ");
    board::print(static_cast<std::uint32_t>(size));
    board::print("\n");
}

// 50 bytes from one end to the other.
template <class From, class To>
void pass(From& from, To& to, const char* sealing, const char* opening) noexcept {
    std::uint8_t content[50];
    for (std::size_t i = 0; i < sizeof content; ++i) { content[i] = static_cast<std::uint8_t>(i); }
    std::uint8_t buffer[100];
    writer out{buffer};
    board::cost spent{};
    const auto sealed = board::measure(spent, [&] { return from.seal(content, out); });
    report(sealing, spent);
    expect(sealed && out.size() == 69, "seal");
    const auto got = board::measure(spent, [&] { return to.open_in_place(byte_span{buffer}.first(out.size())); });
    report(opening, spent);
    expect(got && equal_public(got->data(), content), "open");
}

}  // namespace

int main() {
    print_size("waiting_client", sizeof(tscp::waiting_client<profile>));
    print_size("half_open", sizeof(tscp::half_open<profile>));
    print_size("channel", sizeof(tscp::client_channel<profile>));

    counting_draws random;
    board_directory directory;
    board::cost spent{};
    std::uint8_t hello_buffer[80];
    writer hello{hello_buffer};
    const client begin{board_credential(), random};
    auto waiting = board::measure(spent, [&] { return begin.write_hello(hello); });
    report("client_hello", spent);
    expect(waiting && hello.size() == 58, "Hello");

    std::uint8_t hey_buffer[80];
    writer hey{hey_buffer};
    server at{directory, random};
    auto half = board::measure(spent, [&] { return at.answer_hello(hello.written(), hey); });
    report("server_hey", spent);
    expect(half && hey.size() == 51, "Hey");
    if (!waiting || !half) { return 1; }

    auto session = board::measure(spent, [&] { return std::move(*waiting).read_hey(hey.written()); });
    report("client_reads_hey", spent);
    expect(bool{session}, "reading Hey");
    if (!session) { return 1; }

    std::uint8_t record_buffer[40];
    writer record{record_buffer};
    expect(bool{session->channel.seal({}, record)}, "the first record");
    auto confirmed = std::move(*half).open_in_place(byte_span{record_buffer}.first(record.size()));
    expect(bool{confirmed}, "confirmation");
    if (!confirmed) { return 1; }
    pass(session->channel, confirmed->channel, "client_seals_50", "server_opens_50");
    pass(confirmed->channel, session->channel, "server_seals_50", "client_opens_50");
    writer close{record_buffer};
    expect(bool{session->channel.seal_close(close)}, "close");
    expect(bool{confirmed->channel.open_in_place(byte_span{record_buffer}.first(close.size()))} &&
               confirmed->channel.receive_closed(),
           "closed");
    board::print(failures == 0 ? "tscp2 as expected\n" : "tscp2 not as expected\n");
    return failures == 0 ? 0 : 1;
}
