// SPDX-License-Identifier: MIT
// client.hpp and server.hpp, each in a thread of its own.
#include <array>
#include <iostream>
#include <string>
#include <thread>

#include "client.hpp"
#include "server.hpp"
#include "transport.hpp"

int main() {
    std::array<std::uint8_t, 32> psk{};
    if (stream_profile::random random; !random.fill(psk)) { return 1; }
    one_way up;
    one_way down;
    bool served = false;
    std::thread server{[&] {
        transport at{up, down};
        served = serve(at, psk, [](const std::string& question) { return "You asked: " + question; });
    }};
    transport at{down, up};
    const std::string answer = ask(at, psk, "How warm is it?");
    server.join();
    std::cout << answer << "\n";
    return served && answer == "You asked: How warm is it?" ? 0 : 1;
}
