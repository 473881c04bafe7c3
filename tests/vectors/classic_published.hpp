// SPDX-License-Identifier: MIT
// The two transcripts that the original publishes: from seed, exponents and ids, every byte.
#pragma once

#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include <tscp/classic.hpp>

#include "../support/catch.hpp"
#include "../support/classic_mixes.hpp"

namespace published {

namespace classic = tscp::classic;

inline std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

struct transcript {
    std::vector<std::uint8_t> client_draws;  // three for the id, then the steps of the seed and of the exponent
    std::vector<std::uint8_t> server_draws;  // three for the id, then the two parts of the exponent
    std::string secret;
    std::uint32_t client_exponent;
    std::string hello, hey, client_message, server_message;
};

inline const transcript first{
    {1, 2, 38, 15, 15, 15, 15, 15, 15, 12, 15, 15, 15, 15, 3, 15},
    {6, 6, 17, 10, 5},
    "107017466151231256788531",
    78,
    "Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146",
    "Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:27756140084870699242461",
    "5b750788b9c20329015a0d0f41a060dbfd8a61f66078db94502d0e51873a3468cf92f1012da188887d5780d1b0b372f9"
    "c7c49c34dc0a17f86ef052afafb0cf94:e12354abaf648620c8bf7bb96a023c0d0437be0e7b5336ba003106d1c360fe5f",
    "188dc78a7f2707be008a3d33ce39417be0d4e71a6868d80e849768b8abe05da5aaa472a2ba34eb789431fa6ccf6fa3ba"
    "ff921a7c5b45b8cafbdea75c2fae2dfc:50b8f3efe52dfc7c0c139f64f24d1b31d8fdbde293d5ebd6175dbc98a9b4e06b"};

inline const transcript second{
    {9, 6, 11, 15, 15, 15, 15, 15, 15, 11, 15, 15, 15, 15, 14},
    {0, 0, 0, 13, 4},
    "34231931866517235255141",
    74,
    "Hello:KAKI5-1-0-A:C-9-6-11:oXo|AES:101:37324430542233743414781",
    "Hey:AES:d51b9827885fbdc7e9deea374a76428649c3af9d9a81b6f590fe01da64659bc7:64010375101150211120541",
    "d51b9827885fbdc7e9deea374a76428617bfaf94c4ddb5731422cb538006eb678133432938431da02756d476c9889bc1"
    "dc1125b3485626d5e0b9aa313b44c314:c589638603ed8a484d642f622fb0c5eea2c4febee2d2ed75e5a6dacda6b23d66",
    "d173839522a4bb7236f8baf9ed85bbd2600600d5dcff141c80f32da8c0e8d4a04f6b01cc5cd2cc5b90d221cbb1a05712"
    "fa93c2c7195d8b70900228e170e48635:adbf841852fb500e03c5460e1b0865d97d830105869d60c94d7527e9958ab506"};

template <class Channel>
std::string sent(const Channel& channel, const std::string& data) {
    std::vector<std::uint8_t> buffer(Channel::max_message_size(data.size()));
    tscp::writer out{buffer};
    REQUIRE(channel.write_message(data, out));
    return to_string(out.written());
}

template <class Channel>
std::string read(const Channel& channel, const std::string& message) {
    std::vector<std::uint8_t> buffer(message.size());
    tscp::writer out{buffer};
    const auto got = channel.read_message(message, out);
    REQUIRE(got);
    REQUIRE(got->data());
    return to_string(*got->data());
}

template <class Crypto>
void check(transcript expected) {
    using dialect = classic::debug;
    // The server's id is not printed in the original's transcript: it is what Hey carries.
    const auto request = classic::hello<dialect>::parse(expected.hello);
    const auto answer = classic::hey<dialect>::parse(expected.hey);
    REQUIRE(request);
    REQUIRE(answer);
    const classic::key_exchange<dialect, typename Crypto::integer> keys{request->seed};
    const auto key = keys.agree(answer->public_value, expected.client_exponent);
    REQUIRE(key);
    CHECK(to_string(key->reveal()) == expected.secret);

    test::replay_random client_draws{expected.client_draws};
    std::vector<std::uint8_t> hello_buffer(classic::hello<dialect>::max_size);
    tscp::writer hello{hello_buffer};
    auto waiting =
        classic::client<dialect, Crypto>{classic::i_know_that_classic_is_insecure, client_draws}.write_hello(hello);
    REQUIRE(waiting);
    CHECK(to_string(hello.written()) == expected.hello);
    const auto client = std::move(*waiting).read_hey(expected.hey);
    REQUIRE(client);

    std::vector<std::uint8_t> id_buffer(classic::session_id::max_size);
    tscp::writer id{id_buffer};
    REQUIRE(client->ids().server.write_to(id));
    unsigned numbers[3] = {};
    REQUIRE(std::sscanf(to_string(id.written()).c_str(), "S-%u-%u-%u", &numbers[0], &numbers[1], &numbers[2]) == 3);
    for (std::size_t i = 0; i < 3; ++i) { expected.server_draws[i] = static_cast<std::uint8_t>(numbers[i]); }

    test::replay_random server_draws{expected.server_draws};
    std::vector<std::uint8_t> hey_buffer(classic::hey<dialect>::max_size);
    tscp::writer hey{hey_buffer};
    classic::server<dialect, Crypto> answering{classic::i_know_that_classic_is_insecure, server_draws};
    const auto server = answering.answer_hello(expected.hello, hey);
    REQUIRE(server);
    CHECK(to_string(hey.written()) == expected.hey);

    const std::string said = "This is the start of a beautiful day!";
    const std::string replied = "THIS IS THE START OF A BEAUTIFUL DAY!";
    CHECK(sent(*client, said) == expected.client_message);
    CHECK(read(*server, expected.client_message) == said);
    CHECK(sent(*server, replied) == expected.server_message);
    CHECK(read(*client, expected.server_message) == replied);
}

/// Checks both transcripts over every mix of backends with these integers.
template <class... Integers>
void check_mixes(const std::tuple<Integers...>& integers) {
    const auto check_mix = [](auto crypto, const std::string& name) {
        CAPTURE(name);
        check<decltype(crypto)>(first);
        check<decltype(crypto)>(second);
    };
    std::apply([&](auto... integer) { (test::for_each_mix_with(integer, check_mix), ...); }, integers);
}

}  // namespace published
