// SPDX-License-Identifier: MIT
// Classic asks no more of its backends than their concepts call compulsory: whole sessions over the archetypes.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tscp/classic.hpp>

#include "../support/catch.hpp"
#include "archetypes/integer.hpp"
#include "archetypes/rest.hpp"

namespace {

namespace classic = tscp::classic;

struct crypto {
    using integer = archetype::integer<128>;
    using hash = archetype::hash;
    using block_cipher = archetype::block_cipher;
    using random = archetype::random;
};

template <class Sender, class Receiver>
void check_message(const Sender& sender, const Receiver& receiver, const std::string& data) {
    std::vector<std::uint8_t> wire_buffer(Sender::max_message_size(data.size()));
    tscp::writer wire{wire_buffer};
    REQUIRE(sender.write_message(data, wire));
    std::vector<std::uint8_t> read_buffer(wire.size());
    tscp::writer out{read_buffer};
    const auto message = receiver.read_message(wire.written(), out);
    REQUIRE(message);
    REQUIRE(message->data());
    CHECK(tscp::equal_public(*message->data(), data));
}

template <class Dialect>
void check_session(const std::string& suite) {
    const auto offer = classic::suite_list::parse(suite);
    REQUIRE(offer);
    archetype::random client_random;
    archetype::random server_random;
    std::vector<std::uint8_t> hello_buffer(classic::hello<Dialect>::max_size);
    std::vector<std::uint8_t> hey_buffer(classic::hey<Dialect>::max_size);
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};

    auto waiting =
        classic::client<Dialect, crypto>{classic::i_know_that_classic_is_insecure, client_random, *offer}.write_hello(
            hello);
    REQUIRE(waiting);
    classic::server<Dialect, crypto> server{classic::i_know_that_classic_is_insecure, server_random};
    const auto server_channel = server.answer_hello(hello.written(), hey);
    REQUIRE(server_channel);
    const auto client_channel = std::move(*waiting).read_hey(hey.written());
    REQUIRE(client_channel);

    for (const std::string& data : {std::string{}, std::string{"hi"}, std::string(100, 'x')}) {
        check_message(*client_channel, *server_channel, data);
        check_message(*server_channel, *client_channel, data);
    }
}

}  // namespace

TEST_CASE("classic works over the least that is a backend") {
    for (const char* suite : {"AES", "oXo"}) {
        check_session<classic::debug>(suite);
        check_session<classic::release>(suite);
    }
}
