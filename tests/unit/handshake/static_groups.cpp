// SPDX-License-Identifier: MIT
// Groups with static keys of other sizes than x25519's, alone and two in one profile: no byte beyond a share is read,
// and a key is used in its own group alone.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;

// A key agreement by products of bytes: both ends get the same, and it has no strength.
template <std::uint8_t Id, std::size_t PublicSize, std::size_t SharedSize>
struct toy_group {
    static constexpr std::uint8_t group_id = Id;
    static constexpr std::size_t private_size = 16;
    static constexpr std::size_t public_size = PublicSize;
    static constexpr std::size_t shared_size = SharedSize;
    static constexpr bool static_keys = true;
    static constexpr bool constant_time = true;

    static tscp::result<void> public_value(byte_view private_key, byte_span out) noexcept {
        if (private_key.size() != private_size) { return errc::invalid_private_key; }
        if (out.size() != public_size) { return errc::out_of_range; }
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(private_key[i % private_size] * 3U);
        }
        return {};
    }
    static tscp::result<void> agree(byte_view private_key, byte_view peer, byte_span out) noexcept {
        if (private_key.size() != private_size) { return errc::invalid_private_key; }
        if (peer.size() != public_size) { return errc::public_value_out_of_range; }
        if (out.size() != shared_size) { return errc::out_of_range; }
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = static_cast<std::uint8_t>(private_key[i % private_size] * peer[(i % private_size) % public_size]);
        }
        return {};
    }
};

template <class Group>
using with_chacha = tscp::suite<Group, tscp::portable::chacha20_poly1305>;

template <class Group, class... Groups>
struct profile : test::profile_of<tscp::framing::stream, with_chacha<Group>, with_chacha<Groups>...> {
    using static_key = tscp::static_key<Group>;
};

template <class Key>
struct key_pair {
    explicit key_pair(std::size_t private_size)
        : client{std::move(*Key::make(bytes(private_size, 0x11)))},
          server{std::move(*Key::make(bytes(private_size, 0x23)))} {}
    Key client;
    Key server;
};

template <class Group>
errc handshake_of() {
    using key = tscp::static_key<Group>;
    const key_pair<key> keys{Group::private_size};
    const tscp::identity_view id{tscp::bytes_of("id")};
    const tscp::public_key_view server_key{keys.server.public_value()};
    const tscp::public_key_view client_key{keys.client.public_value()};
    const tscp::client_name name{tscp::bytes_of("pump")};
    bytes shared(Group::shared_size);
    REQUIRE(keys.server.agree(client_key, shared));
    for (const tscp::peer_entry& entry :
         {tscp::peer_entry::static_keys(client_key, name),
          tscp::peer_entry::static_keys(client_key, name).with_shared_secret(tscp::shared_secret_view{shared})}) {
        tscp::peer_directory directory{keys.server, [&](byte_view) noexcept { return entry; }};
        test::ends<profile<Group>> both;
        const errc error = test::do_handshake(tscp::static_keys<key>{id, keys.client, server_key}, directory, both);
        if (error != errc::none) { return error; }
        CHECK(test::open(both.client.channel, test::seal(both.server.channel, tscp::bytes_of("yo"))) == "yo");
    }
    const tscp::peer_entry entry = tscp::peer_entry::static_keys_and_psk(client_key, tscp::psk_view{test::psk()}, name);
    tscp::peer_directory directory{keys.server, [&](byte_view) noexcept { return entry; }};
    test::ends<profile<Group>> both;
    return test::do_handshake(tscp::static_keys_and_psk<key>{id, keys.client, server_key, tscp::psk_view{test::psk()}},
                              directory, both);
}

// What a server with keys of x25519 makes of a Hello of mode 2 that names another group. Only what lies in the message
// may be read.
template <class Other>
errc answer_to_hello_of() {
    using own = tscp::portable::x25519;
    using key = tscp::static_key<own>;
    using both_groups = profile<own, Other>;
    const key_pair<key> keys{32};
    const tscp::peer_entry entry = tscp::peer_entry::static_keys(tscp::public_key_view{keys.client.public_value()},
                                                                 tscp::client_name{tscp::bytes_of("pump")});
    tscp::peer_directory directory{keys.server, [&](byte_view) noexcept { return entry; }};
    bytes head{
        0x31, 2, 1, static_cast<std::uint8_t>(Other::group_id << 4U | 1U), 2, 'i', 'd', 0, 0, Other::public_size};
    const std::size_t size = head.size() + Other::public_size + 16;
    const std::unique_ptr<std::uint8_t[]> hello{new std::uint8_t[size]};
    tscp::copy_bytes(bytes(size, 0x42), byte_span{hello.get(), size});
    tscp::copy_bytes(head, byte_span{hello.get(), size});
    test::counted_random random;
    bytes memory(300);
    tscp::writer out{memory};
    const errc error = tscp::server<both_groups, decltype(directory)>{directory, random}
                           .answer_hello(byte_view{hello.get(), size}, out)
                           .error();
    CHECK(random.draws == 0);
    return error;
}

}  // namespace

TEST_CASE("static groups with values and secrets of other sizes than 32 bytes work") {
    CHECK(handshake_of<toy_group<14, 16, 16>>() == errc::none);
    CHECK(handshake_of<toy_group<14, 32, 8>>() == errc::none);
    CHECK(handshake_of<toy_group<14, 16, 31>>() == errc::none);
    CHECK(handshake_of<toy_group<14, 32, 32>>() == errc::none);
    CHECK(handshake_of<toy_group<4, 65, 32>>() == errc::none);
    CHECK(handshake_of<toy_group<15, 56, 56>>() == errc::none);
    CHECK(handshake_of<toy_group<6, 300, 256>>() == errc::none);
}

TEST_CASE("a server's key is used for a Hello of its own group alone, whatever the sizes") {
    CHECK(answer_to_hello_of<toy_group<14, 16, 32>>() == errc::no_common_suite);
    CHECK(answer_to_hello_of<toy_group<14, 32, 16>>() == errc::no_common_suite);
    CHECK(answer_to_hello_of<toy_group<14, 16, 16>>() == errc::no_common_suite);
    CHECK(answer_to_hello_of<toy_group<14, 32, 32>>() == errc::no_common_suite);
}

TEST_CASE("a client's key is used in its own group alone") {
    using own = tscp::portable::x25519;
    using other = toy_group<14, 32, 32>;
    const key_pair<tscp::static_key<own>> keys{32};
    const bytes suite_of_other{0xe1};
    tscp::client_options options;
    options.suites = suite_of_other;
    test::counted_random random;
    bytes memory(300);
    tscp::writer out{memory};
    const tscp::static_keys<tscp::static_key<own>> known{tscp::identity_view{tscp::bytes_of("id")}, keys.client,
                                                         tscp::public_key_view{keys.server.public_value()}};
    CHECK(tscp::client<profile<own, other>>{known, random, options}.write_hello(out).error() == errc::group_not_static);
    CHECK(random.draws == 0);
}

TEST_CASE("a share whose size in front is not its own, or not its group's, is malformed") {
    using group = toy_group<14, 16, 16>;
    using key = tscp::static_key<group>;
    const key_pair<key> keys{16};
    const tscp::peer_entry entry = tscp::peer_entry::static_keys(tscp::public_key_view{keys.client.public_value()},
                                                                 tscp::client_name{tscp::bytes_of("pump")});
    tscp::peer_directory directory{keys.server, [&](byte_view) noexcept { return entry; }};
    test::counted_random random;
    const auto answer = [&](std::uint8_t stated, std::size_t share) {
        bytes hello{0x31, 2, 1, 0xe1, 2, 'i', 'd', 0, 0, stated};
        hello.resize(hello.size() + share + 16, 0x42);
        bytes memory(300);
        tscp::writer out{memory};
        return tscp::server<profile<group>, decltype(directory)>{directory, random}.answer_hello(hello, out).error();
    };
    CHECK(answer(16, 16) == errc::wrong_binder);
    CHECK(answer(15, 16) == errc::malformed_hello);
    CHECK(answer(17, 16) == errc::malformed_hello);
    CHECK(answer(15, 15) == errc::malformed_hello);
    CHECK(answer(17, 17) == errc::malformed_hello);
}
