// SPDX-License-Identifier: MIT
// Every recorded session of the original, over every mix of backends: byte-identical Hello, Hey and messages in both
// directions, and the same status and data for everything that was received, damaged messages included.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <tscp/classic.hpp>

#include "../support/catch.hpp"
#include "../support/classic_mixes.hpp"
#include "transcript.hpp"

namespace test {

namespace classic = tscp::classic;

inline std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// What our sender says to a plaintext: errc::none where it must send it, as the original did.
inline bool must_refuse(const exchange& one, const std::string& suite) {
    const bool nul_under_aes = suite == "AES" && one.plaintext->find('\0') != std::string::npos;
    return !one.wire || one.plaintext->find(':') != std::string::npos || nul_under_aes;
}

inline tscp::errc expected_refusal(const exchange& one, const std::string& suite) {
    if (one.plaintext->find(':') != std::string::npos) { return tscp::errc::data_has_separator; }
    const bool nul_under_aes = suite == "AES" && one.plaintext->find('\0') != std::string::npos;
    return nul_under_aes ? tscp::errc::data_has_nul : tscp::errc::data_not_ascii;
}

template <class Sender>
void check_sending(const Sender& sender, const exchange& one, const std::string& suite) {
    std::vector<std::uint8_t> buffer(Sender::max_message_size(one.plaintext->size()));
    tscp::writer out{buffer};
    const auto done = sender.write_message(*one.plaintext, out);
    if (must_refuse(one, suite)) {
        CHECK(done.error() == expected_refusal(one, suite));
        CHECK(out.size() == 0);
    } else {
        CHECK(done.error() == tscp::errc::none);
        CHECK(to_string(out.written()) == *one.wire);
    }
}

template <class Receiver>
void check_receiving(const Receiver& receiver, const exchange& one) {
    std::vector<std::uint8_t> buffer(one.wire->size() / 2 + 1);
    tscp::writer out{buffer};
    const auto message = receiver.read_message(*one.wire, out);
    REQUIRE(message.error() == tscp::errc::none);
    CHECK(to_string(name_of(message->how())) == one.status);
    CHECK(to_string(message->data_whatever_the_status()) == one.received);
    CHECK(to_string(out.written()) == one.received);
    CHECK(static_cast<bool>(message->data()) == (one.status == "ok"));
}

template <class Sender, class Receiver>
void check_exchange(const Sender& sender, const Receiver& receiver, const exchange& one, const std::string& suite) {
    if (one.plaintext) { check_sending(sender, one, suite); }
    if (one.wire) { check_receiving(receiver, one); }
}

template <class Dialect, class Crypto>
void check_session(const session& recorded) {
    replay_random client_draws{recorded.client_draws};
    replay_random server_draws{recorded.server_draws};
    const auto offer = classic::suite_list::parse(recorded.offer);
    REQUIRE(offer);

    std::vector<std::uint8_t> hello_buffer(classic::hello<Dialect>::max_size);
    tscp::writer hello{hello_buffer};
    auto waiting =
        classic::client<Dialect, Crypto>{classic::i_know_that_classic_is_insecure, client_draws, *offer}.write_hello(
            hello);
    REQUIRE(waiting);
    CHECK(to_string(hello.written()) == recorded.hello);
    CHECK(client_draws.left() == 0);

    std::vector<std::uint8_t> hey_buffer(classic::hey<Dialect>::max_size);
    tscp::writer hey{hey_buffer};
    classic::server<Dialect, Crypto> server{classic::i_know_that_classic_is_insecure, server_draws};
    const auto server_channel = server.answer_hello(recorded.hello, hey);
    REQUIRE(server_channel);
    CHECK(to_string(hey.written()) == recorded.hey);
    CHECK(server_draws.left() == 0);

    const auto client_channel = std::move(*waiting).read_hey(recorded.hey);
    REQUIRE(client_channel);
    CHECK(to_string(name_of(client_channel->chosen_suite())) == recorded.suite);

    for (const exchange& one : recorded.exchanges) {
        CAPTURE(one.to_server, one.plaintext.value_or("(damaged)"), one.wire.value_or("(none)"));
        if (one.to_server) {
            check_exchange(*client_channel, *server_channel, one, recorded.suite);
        } else {
            check_exchange(*server_channel, *client_channel, one, recorded.suite);
        }
    }
}

// The shared secret is not on the wire: computed from the recorded Hello, Hey and the exponents that explain them.
template <class Dialect, class Integer>
void check_shared_secret(const session& recorded) {
    const auto hello = classic::hello<Dialect>::parse(recorded.hello);
    const auto hey = classic::hey<Dialect>::parse(recorded.hey);
    REQUIRE(hello);
    REQUIRE(hey);
    const classic::key_exchange<Dialect, Integer> keys{hello->seed};
    for (std::uint32_t exponent = Dialect::client_exponent.least; exponent <= Dialect::client_exponent.most();
         ++exponent) {
        const auto key = keys.agree(hey->public_value, exponent);
        REQUIRE(key);
        if (to_string(key->reveal()) == recorded.shared_secret) { return; }
    }
    FAIL("no exponent of the client gives the recorded shared secret");
}

template <class Integer>
std::size_t check_sessions(const std::vector<session>& sessions, const char* integer_name) {
    std::size_t mixes = 0;
    for_each_mix_with(named<Integer>{integer_name}, [&](auto crypto, const std::string& name) {
        using crypto_type = decltype(crypto);
        ++mixes;
        for (const session& recorded : sessions) {
            CAPTURE(name, recorded.dialect, recorded.hello);
            REQUIRE((recorded.dialect == "debug" || recorded.dialect == "release"));
            if (recorded.dialect == "debug") {
                check_session<classic::debug, crypto_type>(recorded);
                check_shared_secret<classic::debug, typename crypto_type::integer>(recorded);
            } else {
                check_session<classic::release, crypto_type>(recorded);
                check_shared_secret<classic::release, typename crypto_type::integer>(recorded);
            }
        }
    });
    return mixes;
}

}  // namespace test
