// SPDX-License-Identifier: MIT
// A client over any transport with `send(bytes)` and `receive()`, which gives one whole message.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "portable_profile.hpp"

/// Sends one question and gives the answer, or the reason why there is none.
template <class Transport>
tscp::result<std::string> ask(Transport& transport, tscp::psk_view psk, const std::string& question) {
    const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, psk};
    stream_profile::random random;
    std::array<std::uint8_t, 300> buffer{};

    tscp::writer hello{buffer};
    auto waiting = tscp::client<stream_profile>{credential, random}.write_hello(hello);
    if (!waiting) { return waiting.error(); }
    transport.send(hello.written());
    auto session = std::move(*waiting).read_hey(transport.receive());
    if (!session) { return session.error(); }

    tscp::writer record{buffer};
    if (const auto done = session->channel.seal(question, record); !done) { return done.error(); }
    transport.send(record.written());
    auto received = transport.receive();
    const auto answer = session->channel.open_in_place(received);
    if (!answer) { return answer.error(); }
    if (answer->event() != tscp::record_event::data) { return tscp::errc::unexpected_message; }
    return std::string{answer->data().begin(), answer->data().end()};
}
