// SPDX-License-Identifier: MIT
// client.hpp and server.hpp, each in a thread of its own.
#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <thread>

#include <tscp/core/error_text.hpp>

#include "client.hpp"
#include "server.hpp"
#include "transport.hpp"

int main() {
    std::array<std::uint8_t, 32> key{};
    if (stream_profile::random random; !random.fill(key)) { return 1; }
    const tscp::psk_view psk{key};
    one_way up;
    one_way down;

    tscp::result<void> served;
    std::thread server{[&] {
        transport at{up, down};
        served = serve(at, psk, [](const std::string& question) { return "The question was: " + question; });
    }};
    transport at{down, up};
    const auto answer = ask(at, psk, "How warm is it?");
    server.join();

    if (!served) { std::cerr << "server: " << tscp::describe(served.error()) << "\n"; }
    if (!answer) { std::cerr << "client: " << tscp::describe(answer.error()) << "\n"; }
    if (!served || !answer) { return 1; }
    std::cout << *answer << "\n";
    return *answer == "The question was: How warm is it?" ? 0 : 1;
}
