// SPDX-License-Identifier: MIT
// A server over any transport with `send(bytes)` and `receive()`, which gives one whole message.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "portable_profile.hpp"

/// Answers one question of the device `dev1` by `reply(question)`.
template <class Transport, class Reply>
tscp::result<void> serve(Transport& transport, tscp::psk_view psk, const Reply& reply) {
    tscp::psk_directory directory{[psk](tscp::byte_view identity) noexcept {
        const bool known = tscp::equal_public(identity, tscp::bytes_of("dev1"));
        return known ? tscp::psk_entry{psk, tscp::client_name{tscp::bytes_of("the sensor")}} : tscp::psk_entry{};
    }};
    stream_profile::random random;
    tscp::server<stream_profile, decltype(directory)> server{directory, random};
    std::array<std::uint8_t, 300> buffer{};

    tscp::writer hey{buffer};
    auto half = server.answer_hello(transport.receive(), hey);
    transport.send(hey.written());  // a refused Hello is answered too, by an alert
    if (!half) { return half.error(); }
    auto received = transport.receive();
    auto session = std::move(*half).open_in_place(received);
    if (!session) { return session.error(); }
    const tscp::opened_record& question = session->first_record;
    if (question.event() != tscp::record_event::data) { return tscp::errc::unexpected_message; }

    tscp::writer record{buffer};
    const std::string answer = reply(std::string{question.data().begin(), question.data().end()});
    if (const auto done = session->channel.seal(answer, record); !done) { return done; }
    transport.send(record.written());
    return {};
}
