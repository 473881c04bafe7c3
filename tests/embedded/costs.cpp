// SPDX-License-Identifier: MIT
// What the setup COSTS_SETUP costs beside flash. Prints a line for each figure: row NAME MEASURE VALUE.
//   handshake_stack       bytes of stack beneath the step of a handshake that needs most
//   handshake_ram         the same with the end's own objects on that stack, from before the first of them until keys
//                         are ready; of the end that needs more. Directory, long-term keys and messages lie elsewhere
//   handshake_instructions, compressions
//                         of the end that needs more, from its first step to keys ready
//   client_handshake_…, server_handshake_…
//                         the same of each end
//   channel, half_open, waiting_client, directory, device_keys, hello, hey
//                         bytes of RAM of an object or a message
//   wiped_stack           bytes of stack that are overwritten at once
//   seal50_instructions, open50_instructions, record_stack
//                         of a record with 50 bytes of content
#include <cstddef>
#include <cstdint>
#include <new>

#include "board.hpp"
#include "counted_sha256.hpp"
#include "steps.hpp"

namespace {

using setup = COSTS_SETUP<tscp::portable::sha256>;
using counted_setup = COSTS_SETUP<counted_sha256>;

std::uint32_t larger(std::uint32_t left, std::uint32_t right) noexcept { return left > right ? left : right; }

void report(const char* measure, std::size_t value) noexcept {
    board::print("row " COSTS_NAME " ");
    board::print(measure);
    board::print(" ");
    board::print(static_cast<std::uint32_t>(value));
    board::print("\n");
}

/// An object in static memory, which is never destroyed.
template <class T>
T& make() noexcept {
    alignas(T) static std::uint8_t memory[sizeof(T)];
    return *::new (static_cast<void*>(memory)) T;
}

bool count_compressions() noexcept {
    auto& both = make<both_sides<counted_setup>>();
    std::uint32_t& count = counted_sha256::compressions;
    count = 0;
    const bool hello = hello_step<counted_setup>{both}();
    const std::uint32_t in_hello = count;
    const bool answer = answer_step<counted_setup>{both}();
    const std::uint32_t in_answer = count - in_hello;
    const bool hey = hey_step<counted_setup>{both}();
    report("compressions", larger(count - in_answer, in_answer));
    return hello && answer && hey;
}

bool measure_steps(both_sides<setup>& both) noexcept {
    board::cost hello{};
    board::cost answer{};
    board::cost hey{};
    const bool done = board::measure(hello, hello_step<setup>{both}) &&
                      board::measure(answer, answer_step<setup>{both}) && board::measure(hey, hey_step<setup>{both});
    const std::uint32_t client_instructions = hello.instructions + hey.instructions;
    report("handshake_stack", larger(larger(hello.stack_bytes, hey.stack_bytes), answer.stack_bytes));
    report("handshake_instructions", larger(client_instructions, answer.instructions));
    report("client_handshake_instructions", client_instructions);
    report("server_handshake_instructions", answer.instructions);
    report("hello", both.hello.size());
    report("hey", both.hey.size());
    return done;
}

bool measure_lives(both_sides<setup>& both) noexcept {
    board::cost client{};
    board::cost server{};
    const bool done = board::measure(client, client_life<setup>{both.own, both.hey.written()}) &&
                      board::measure(server, server_life<setup>{both.known, both.hello.written()});
    report("handshake_ram", larger(client.stack_bytes, server.stack_bytes));
    report("client_handshake_ram", client.stack_bytes);
    report("server_handshake_ram", server.stack_bytes);
    return done;
}

bool confirm(both_sides<setup>& both) noexcept {
    tscp::writer first{record_bytes};
    if (!both.at_client.channel.seal_ping({}, first)) { return false; }
    auto session = std::move(both.half).open(first.written(), content_bytes);
    if (!session) { return false; }
    both.at_server = std::move(*session);
    return true;
}

bool measure_record(both_sides<setup>& both) noexcept {
    board::cost seal{};
    board::cost open{};
    const bool done = board::measure(seal, seal_step<setup>{both}) && board::measure(open, open_step<setup>{both});
    report("seal50_instructions", seal.instructions);
    report("open50_instructions", open.instructions);
    report("record_stack", larger(seal.stack_bytes, open.stack_bytes));
    return done && equal_public(both.opened.data(), content);
}

}  // namespace

int main() {
    auto& both = make<both_sides<setup>>();
    report("channel", sizeof(tscp::client_channel<setup::profile>));
    report("half_open", sizeof(tscp::half_open<setup::profile>));
    report("waiting_client", sizeof(tscp::waiting_client<setup::profile>));
    report("directory", sizeof(setup::directory));
    report("device_keys", sizeof(setup::device));
    report("wiped_stack", tscp::detail::schedule_burn<setup::profile>);
    const bool done =
        count_compressions() && measure_steps(both) && measure_lives(both) && confirm(both) && measure_record(both);
    board::print(done ? "every cost measured\n" : "a step failed\n");
    return done ? 0 : 1;
}
