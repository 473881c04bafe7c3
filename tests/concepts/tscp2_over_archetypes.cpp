// SPDX-License-Identifier: MIT
// TSCP 2 asks no more of its backends, keys and directories than their concepts call compulsory.
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tscp/tscp.hpp>

#include "../support/catch.hpp"
#include "../support/tscp2_pair.hpp"
#include "archetypes/rest.hpp"
#include "archetypes/secure.hpp"

namespace {

struct stream : tscp::default_profile {
    using hash = archetype::hash;
    using random = archetype::random;
    using suites = tscp::suite_list<tscp::suite<archetype::group, archetype::aead>>;
    using static_key = archetype::key;
};
struct datagram : stream {
    static constexpr tscp::framing transport = tscp::framing::datagram;
};

struct psk_table {
    static tscp::psk_entry find_psk(tscp::byte_view) noexcept { return test::entry({}); }
};

class peer_table {
public:
    peer_table(const archetype::key& own, const archetype::key& client) : own_{own}, client_{client} {}
    tscp::peer_entry find_peer(tscp::byte_view) noexcept {
        return tscp::peer_entry::static_keys(tscp::public_key_view{client_.public_value()}, {});
    }
    const archetype::key& own_key() noexcept { return own_; }

private:
    const archetype::key& own_;
    const archetype::key& client_;
};

template <class Profile, class Credential, class Directory>
void check_session(const Credential& credential, Directory& directory) {
    archetype::random client_random;
    archetype::random server_random;
    std::array<std::uint8_t, 200> hello_buffer{};
    std::array<std::uint8_t, 200> hey_buffer{};
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    auto waiting = tscp::client<Profile>{credential, client_random}.write_hello(hello);
    REQUIRE(waiting);
    auto half = tscp::server<Profile, Directory>{directory, server_random}.answer_hello(hello.written(), hey);
    REQUIRE(half.error() == tscp::errc::none);
    auto client = std::move(*waiting).read_hey(hey.written());
    REQUIRE(client);
    test::bytes first = test::seal(client->channel, tscp::bytes_of("one"));
    auto server = std::move(*half).open_in_place(first);
    REQUIRE(server);
    CHECK(tscp::equal_public(server->first_record.data(), tscp::bytes_of("one")));
    CHECK(test::open(client->channel, test::seal(server->channel, tscp::bytes_of("two"))) == "two");
    CHECK(test::open(server->channel, test::seal(client->channel, tscp::bytes_of("three"))) == "three");
}

}  // namespace

TEST_CASE("TSCP 2 works over the least that is a backend") {
    psk_table psks;
    const tscp::external_psk psk = test::credential();
    check_session<stream>(psk, psks);
    check_session<datagram>(psk, psks);

    const archetype::key client{8};
    const archetype::key server{16};
    peer_table peers{server, client};
    const tscp::static_keys<archetype::key> keys{tscp::identity_view{tscp::bytes_of("k")}, client,
                                                 tscp::public_key_view{server.public_value()}};
    check_session<stream>(keys, peers);
    check_session<datagram>(keys, peers);
}

TEST_CASE("a server skips suites that it does not know") {
    using common = test::x25519_chacha;
    struct newer : test::stream_profile {
        using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, archetype::aead>, common>;
    };
    struct older : test::stream_profile {
        using suites = tscp::suite_list<common>;
    };
    test::counted_random random;
    psk_table psks;
    std::array<std::uint8_t, 200> hello_buffer{};
    std::array<std::uint8_t, 200> hey_buffer{};
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    auto waiting = tscp::client<newer>{test::credential(), random}.write_hello(hello);
    REQUIRE(waiting);
    CHECK(hello_buffer[2] == 2);
    auto half = tscp::server<older, psk_table>{psks, random}.answer_hello(hello.written(), hey);
    REQUIRE(half.error() == tscp::errc::none);
    auto client = std::move(*waiting).read_hey(hey.written());
    REQUIRE(client.error() == tscp::errc::none);
    CHECK(client->suite_id == common::id);
}
