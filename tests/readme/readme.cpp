// SPDX-License-Identifier: MIT
// The snippets of the README as one program: its client and its server, each in a thread, against each other.
#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "readme_profile.inc"

#include "../../examples/transport.hpp"

namespace {

struct device {
    std::array<std::uint8_t, 32> key{};
    std::string name;
};
device sensor;

const device* find_device(tscp::byte_view wanted) noexcept {
    return tscp::equal_public(wanted, tscp::bytes_of("dev1")) ? &sensor : nullptr;
}

#include "readme_directory.inc"

// What one end does over its transport: it fills `used`.
class end {
public:
    explicit end(transport link) : link_{link} {}
    void send(tscp::byte_view message) { link_.send(message); }
    std::vector<std::uint8_t> receive() { return link_.receive(); }
    void use(tscp::byte_view data) { used.assign(data.begin(), data.end()); }

    std::string used;

protected:
    my_profile::random random;
    std::array<std::uint8_t, 300> buffer{};

private:
    transport link_;
};

struct client_end : end {
    explicit client_end(transport link) : end{link} {}

    tscp::result<void> run(const std::array<std::uint8_t, 32>& key) {
#include "readme_client.inc"

        auto received = receive();
#include "readme_open.inc"
        return {};
    }

private:
    const std::string identity = "dev1";
};

struct server_end : end {
    explicit server_end(transport link) : end{link} {}

    tscp::result<void> run() {
        directory known;
#include "readme_server.inc"
        client_name.assign(session->client.name.bytes().begin(), session->client.name.bytes().end());
        return {};
    }

    std::string client_name;
};

// True where both ends agree and hold what the other sent.
bool session_stands(const std::array<std::uint8_t, 32>& clients_key) {
    one_way up;
    one_way down;
    client_end client{{down, up}};
    server_end server{{up, down}};
    tscp::result<void> served;
    std::thread running{[&] { served = server.run(); }};
    const auto done = client.run(clients_key);
    running.join();
    std::cout << "the server used: " << server.used << "\nthe client used: " << client.used << "\n";
    return done && served && server.used == "21.5 degrees" && client.used == "noted" &&
           server.client_name == sensor.name;
}

}  // namespace

int main() {
    sensor.name = "the kitchen";
    if (my_profile::random random; !random.fill(sensor.key)) { return 1; }
    auto other_key = sensor.key;
    other_key[0] ^= 1U;
    return session_stands(sensor.key) && !session_stands(other_key) ? 0 : 1;
}
