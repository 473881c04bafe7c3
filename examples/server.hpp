// SPDX-License-Identifier: MIT
// A server over any transport: `send(bytes)` and `receive<profile>()`, a whole message.
#pragma once

#include <array>
#include <string>
#include <utility>

#include "portable_profile.hpp"

/// Answers one question by `reply(question)`. False where the client is not one that has the key.
template <class Transport, class Reply>
bool serve(Transport& transport, tscp::byte_view psk, const Reply& reply) {
    const auto find = [&](tscp::byte_view identity) noexcept {
        const bool known = tscp::equal_public(identity, tscp::bytes_of("dev1"));
        return known ? tscp::psk_entry{psk, tscp::bytes_of("the sensor")} : tscp::psk_entry{};
    };
    tscp::psk_directory directory{find};
    stream_profile::random random;
    std::array<std::uint8_t, 300> buffer{};
    tscp::writer hey{buffer};
    tscp::server<stream_profile, decltype(directory)> server{directory, random};
    auto half = server.answer_hello(transport.template receive<stream_profile>(), hey);
    transport.send(hey.written());  // on an error the alert, where the profile has one
    if (!half) { return false; }

    auto first = transport.template receive<stream_profile>();
    auto session = std::move(*half).open_in_place(first);
    if (!session) { return false; }
    const tscp::byte_view question = session->first_record.data();
    tscp::writer record{buffer};
    if (!session->channel.seal(reply(std::string{question.begin(), question.end()}), record)) { return false; }
    transport.send(record.written());
    return true;
}
