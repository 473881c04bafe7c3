// SPDX-License-Identifier: MIT
// The whole of classic's API in one function: a client and a server that hand each other bytes, without heap or
// exceptions. Put your transport where `hello`, `hey` and `message` pass from one to the other.
#include <cstdint>
#include <cstdio>
#include <utility>

#include <tscp/classic.hpp>

#include "portable_crypto.hpp"

namespace classic = tscp::classic;
using dialect = classic::release;
using client = classic::client<dialect, portable_crypto>;
using server = classic::server<dialect, portable_crypto>;

static tscp::result<void> talk() {
    portable_crypto::random random;
    std::uint8_t hello_buffer[classic::hello<dialect>::max_size];
    std::uint8_t hey_buffer[classic::hey<dialect>::max_size];
    std::uint8_t message_buffer[classic::client_channel<dialect, portable_crypto>::max_message_size(32)];
    std::uint8_t data_buffer[128];
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    tscp::writer message{message_buffer};
    tscp::writer data{data_buffer};

    // The client says Hello, the server says Hey: each then has a channel.
    auto waiting = client{classic::i_know_that_classic_is_insecure, random}.write_hello(hello);
    if (!waiting) { return waiting.error(); }
    const auto at_server = server{classic::i_know_that_classic_is_insecure, random}.answer_hello(hello.written(), hey);
    if (!at_server) { return at_server.error(); }
    const auto at_client = std::move(*waiting).read_hey(hey.written());
    if (!at_client) { return at_client.error(); }

    // Messages in either direction.
    if (const auto done = at_client->write_message(tscp::bytes_of("21.5 degrees"), message); !done) { return done; }
    const auto received = at_server->read_message(message.written(), data);
    if (!received) { return received.error(); }
    const auto text = received->data();
    if (!text) { return text.error(); }
    std::printf("the server read: %.*s\n", static_cast<int>(text->size()), reinterpret_cast<const char*>(text->data()));
    return {};
}

int main() { return talk() ? 0 : 1; }
