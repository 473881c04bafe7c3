// SPDX-License-Identifier: MIT
// A handshake of the image `full` in slices. Prints a line for each figure: row full MEASURE VALUE.
//   longest_slice         instructions of the longest step of a fiber, of either end, from the first call to keys ready
//   slices                of the end that has more
//   fiber_stack           bytes that the work uses of the fiber's stack, of the end that uses more
#include <tscp/fiber/fiber.hpp>

#include "board.hpp"
#include "link.hpp"

namespace {

using tscp::errc;
using tscp::writer;

using fiber_type = tscp::fiber<1280>;

struct at_yield {
    static inline fiber_type* fiber = nullptr;

    static void yield() noexcept {
        if (fiber != nullptr) { fiber->pause(); }
    }
};

using hash = tscp::portable::yielding_sha256<at_yield>;

using setup = psk_and_ticket_setup<hash, tscp::portable::yielding_x25519<at_yield>>;
using profile = setup::profile;

std::uint32_t larger(std::uint32_t left, std::uint32_t right) noexcept { return left > right ? left : right; }

void report(const char* measure, std::uint32_t value) noexcept {
    board::print("row full ");
    board::print(measure);
    board::print(" ");
    board::print(value);
    board::print("\n");
}

struct slices {
    std::uint32_t longest = 0;
    std::uint32_t count = 0;
    std::uint32_t stack = 0;

    // Steps through `work`, which is then done.
    template <class Work>
    void run(fiber_type& fiber, const Work& work) noexcept {
        fiber.start(work);
        for (bool done = false; !done; ++count) {
            const board::instruction_counter counter;
            done = fiber.step();
            longest = larger(longest, counter.count());
            stack = larger(stack, static_cast<std::uint32_t>(fiber.stack_used()));
        }
    }
};

bool run(fiber_type& fiber) noexcept {
    counting_draws draws;
    const setup::device own;
    setup::directory known{own};
    const tscp::client<profile> client{setup::credential(own), draws, options};
    tscp::server<profile, setup::directory> server{known, draws};
    tscp::waiting_client<profile> waiting;
    tscp::half_open<profile> half;
    tscp::client_session<profile> at_client;
    tscp::server_session<profile> at_server;
    writer hello{wire};
    writer hey{reply};
    slices of_client;
    slices of_server;
    errc first = errc::truncated;
    errc answer = errc::truncated;
    errc last = errc::truncated;
    of_client.run(fiber, [&] { first = client.write_hello(hello, waiting); });
    of_server.run(fiber, [&] { answer = server.answer_hello(hello.written(), hey, tscp::cid_view{cid}, half); });
    of_client.run(fiber, [&] { last = waiting.read_hey(hey.written(), at_client); });
    report("longest_slice", larger(of_client.longest, of_server.longest));
    report("slices", larger(of_client.count, of_server.count));
    report("fiber_stack", larger(of_client.stack, of_server.stack));

    writer record{wire};
    return first == errc::none && answer == errc::none && last == errc::none &&
           at_client.channel.seal_ping({}, record) && half.open(record.written(), reply, at_server) == errc::none;
}

}  // namespace

int main() {
    fiber_type fiber;
    at_yield::fiber = &fiber;
    const bool done = run(fiber);
    board::print(done ? "every slice measured\n" : "a step failed\n");
    return done ? 0 : 1;
}
