// SPDX-License-Identifier: MIT
// What the image `full` costs beside flash. Prints a line for each figure: full MEASURE VALUE.
//   handshake_stack       bytes of stack of the handshake step that needs most
//   handshake_instructions, compressions
//                         of the end that needs more, from its first step to keys ready
//   channel, half_open, waiting_client
//                         bytes of RAM of an object
//   seal_instructions, open_instructions, record_stack
//                         of a record of 50 bytes
#include "board.hpp"
#include "link.hpp"

namespace {

using tscp::errc;
using tscp::writer;

// SHA-256 that counts its compressions.
class counted_sha256 : public tscp::portable::sha256 {
    using base = tscp::portable::sha256;

public:
    static inline std::uint32_t compressions = 0;

    void update(tscp::byte_view message) noexcept {
        compressions += static_cast<std::uint32_t>((used_ + message.size()) / block_size);
        used_ = (used_ + message.size()) % block_size;
        base::update(message);
    }
    void finish(tscp::byte_span digest) noexcept {
        compressions += used_ + 9 > block_size ? 2 : 1;
        used_ = 0;
        base::finish(digest);
    }
    void resume(const chaining_value& value, std::uint64_t size) noexcept {
        used_ = 0;
        base::resume(value, size);
    }

private:
    std::size_t used_ = 0;
};

using ends = both_ends<tscp::portable::sha256>;

std::uint32_t larger(std::uint32_t left, std::uint32_t right) noexcept { return left > right ? left : right; }

void report(const char* measure, std::size_t value) noexcept {
    board::print("full ");
    board::print(measure);
    board::print(" ");
    board::print(static_cast<std::uint32_t>(value));
    board::print("\n");
}

// One step: what it costs, and the compressions in it.
struct step_cost {
    board::cost spent{};
    std::uint32_t compressions = 0;
};
template <class Step>
bool measure(step_cost& cost, const Step& step) noexcept {
    const std::uint32_t before = counted_sha256::compressions;
    const bool done = board::measure(cost.spent, step);
    cost.compressions = counted_sha256::compressions - before;
    return done;
}

template <class Ends>
bool measure_handshake(Ends& one, bool counted) noexcept {
    const tscp::client<typename Ends::profile> client{Ends::by_psk(), one.draws, options};
    writer hello{wire};
    writer hey{reply};
    step_cost hello_cost;
    step_cost answer_cost;
    step_cost hey_cost;
    if (!measure(hello_cost, [&] { return client.write_hello(hello, one.waiting) == errc::none; }) ||
        !measure(answer_cost,
                 [&] {
                     return one.server.answer_hello(hello.written(), hey, tscp::cid_view{cid}, one.places.half) ==
                            errc::none;
                 }) ||
        !measure(hey_cost, [&] { return one.waiting.read_hey(hey.written(), one.at_client) == errc::none; })) {
        return false;
    }
    if (counted) {
        report("compressions", larger(hello_cost.compressions + hey_cost.compressions, answer_cost.compressions));
        return true;
    }
    report("handshake_stack",
           larger(hello_cost.spent.stack_bytes, larger(answer_cost.spent.stack_bytes, hey_cost.spent.stack_bytes)));
    report("handshake_instructions",
           larger(hello_cost.spent.instructions + hey_cost.spent.instructions, answer_cost.spent.instructions));
    writer first{wire};
    return one.at_client.channel.seal_ping({}, first) &&
           one.places.half.open(first.written(), reply, one.at_server) == errc::none;
}

bool measure_record(ends& one) noexcept {
    std::uint8_t content[50] = {1, 2, 3};
    writer record{wire};
    tscp::opened_record got;
    step_cost seal_cost;
    step_cost open_cost;
    const bool done =
        measure(seal_cost, [&] { return bool{one.at_client.channel.seal(content, record)}; }) &&
        measure(open_cost, [&] { return one.at_server.channel.open(record.written(), reply, got) == errc::none; });
    report("seal_instructions", seal_cost.spent.instructions);
    report("open_instructions", open_cost.spent.instructions);
    report("record_stack", larger(seal_cost.spent.stack_bytes, open_cost.spent.stack_bytes));
    return done && equal_public(got.data(), content);
}

}  // namespace

int main() {
    report("channel", sizeof(tscp::client_channel<ends::profile>));
    report("half_open", sizeof(tscp::half_open<ends::profile>));
    report("waiting_client", sizeof(tscp::waiting_client<ends::profile>));
    ends& one = make_ends<ends>();
    const bool done = measure_handshake(make_ends<both_ends<counted_sha256>>(), true) &&
                      measure_handshake(one, false) && measure_record(one);
    board::print(done ? "every cost measured\n" : "a step failed\n");
    return done ? 0 : 1;
}
