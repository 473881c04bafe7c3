// SPDX-License-Identifier: MIT
// A client over any transport: `send(bytes)` and `receive<profile>()`, a whole message.
#pragma once

#include <array>
#include <string>
#include <utility>

#include "portable_profile.hpp"

/// Asks one question and gives the answer, or nothing where the server is not the one that has the key.
template <class Transport>
std::string ask(Transport& transport, tscp::byte_view psk, const std::string& question) {
    stream_profile::random random;
    std::array<std::uint8_t, 300> buffer{};
    tscp::writer hello{buffer};
    auto waiting = tscp::client<stream_profile>{{tscp::bytes_of("dev1"), psk}, random}.write_hello(hello);
    if (!waiting) { return {}; }
    transport.send(hello.written());

    auto session = std::move(*waiting).read_hey(transport.template receive<stream_profile>());
    if (!session) { return {}; }
    tscp::writer record{buffer};
    if (!session->channel.seal(question, record)) { return {}; }
    transport.send(record.written());

    auto received = transport.template receive<stream_profile>();
    const auto answer = session->channel.open_in_place(received);
    if (!answer || answer->event() != tscp::record_event::data) { return {}; }
    return {answer->content.begin(), answer->content.end()};
}
