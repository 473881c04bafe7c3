// SPDX-License-Identifier: MIT
// Two ends of TSCP 2 in one process: profiles, generators and established sessions for tests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/sha256.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/group/none.hpp>
#include <tscp/tscp.hpp>

#include "bytes.hpp"

namespace test {

/// Repeatable random bytes; fails from the draw numbered `fails_at` on.
class counted_random {
public:
    explicit counted_random(std::uint64_t seed = 1, std::size_t fails_at = ~std::size_t{0})
        : source_{seed}, fails_at_{fails_at} {}

    bool fill(tscp::byte_span out) noexcept {
        if (draws++ >= fails_at_) { return false; }
        const bytes drawn = source_.draw(out.size());
        tscp::copy_bytes(drawn, out);
        return true;
    }

    std::size_t draws = 0;

private:
    repeatable_random source_;
    std::size_t fails_at_;
};

using x25519_chacha = tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>;
using none_chacha = tscp::suite<tscp::group_none, tscp::portable::chacha20_poly1305>;

template <tscp::framing Framing, class... Suites>
struct profile_of : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = counted_random;
    using suites = tscp::suite_list<Suites...>;
    static constexpr tscp::framing transport = Framing;
    static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
    static constexpr bool accepts_variable_time = true;
};
using stream_profile = profile_of<tscp::framing::stream, x25519_chacha, none_chacha>;
struct datagram_profile : profile_of<tscp::framing::datagram, x25519_chacha, none_chacha> {
    static constexpr std::size_t cid_size = 4;
};

inline const bytes& psk() {
    static const bytes key = repeatable_random{77}.draw(32);
    return key;
}

/// A PSK and its identity as a client knows them.
inline tscp::external_psk credential(tscp::byte_view identity = tscp::bytes_of("dev1"), const bytes& key = psk()) {
    return {tscp::identity_view{identity}, tscp::psk_view{key}};
}

/// A PSK and its client as a server knows them. `name` must outlive the entry.
inline tscp::psk_entry entry(tscp::byte_view name, const bytes& key = psk()) {
    return {tscp::psk_view{key}, tscp::client_name{name}};
}

/// One client, `dev1` on the air and `kitchen` in the server's table.
struct one_client {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        ++look_ups;
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return entry(tscp::bytes_of("kitchen"));
    }
    int look_ups = 0;
};

/// A record or a handshake message.
template <class Write>
bytes written_by(const Write& write) {
    bytes buffer(20000);
    tscp::writer out{buffer};
    if (!write(out)) { std::abort(); }
    return {out.written().begin(), out.written().end()};
}

template <class Profile>
bytes cid_of(std::uint8_t first) {
    return bytes(Profile::cid_size, first);
}

/// What a handshake may be told beside its credential and directory.
struct handshake_settings {
    std::uint64_t seed = 1;    ///< of both ends' generators
    bytes suites = {};         ///< to offer; none: those of the profile
    bytes context = {};        ///< what both ends hold
    bytes first_content = {};  ///< of the client's first record
};

/// Both ends of a session, and the messages that made it.
template <class Client, class Server = Client>
struct ends {
    tscp::client_session<Client> client;
    tscp::server_session<Server> server;
    bytes hello;
    bytes hey;
    bytes first_record;
    bytes first_content;  ///< as the server opened it
};

/// A handshake in which nothing is lost, from Hello to the client's first record. The error of the step that failed.
template <class Client, class Server, class Credential, class Directory, class Random>
tscp::errc do_handshake(const Credential& known_to_client, Directory& directory, ends<Client, Server>& both,
                        Random& client_random, Random& server_random, const handshake_settings& settings = {}) {
    const bytes client_cid = cid_of<Client>(0xc1);
    const bytes server_cid = cid_of<Server>(0x51);
    tscp::client_options client_options;
    client_options.suites = settings.suites;
    client_options.cid = client_cid;
    client_options.context = settings.context;
    tscp::server_options server_options;
    server_options.context = settings.context;

    bytes buffer(2000);
    tscp::writer hello{buffer};
    auto waiting = tscp::client<Client>{known_to_client, client_random, client_options}.write_hello(hello);
    both.hello.assign(hello.written().begin(), hello.written().end());
    if (!waiting) { return waiting.error(); }
    bytes reply(2000);
    tscp::writer hey{reply};
    auto half = tscp::server<Server, Directory>{directory, server_random, server_options}.answer_hello(
        both.hello, hey, tscp::cid_view{server_cid});
    both.hey.assign(hey.written().begin(), hey.written().end());
    if (!half) { return half.error(); }
    auto session = std::move(*waiting).read_hey(both.hey);
    if (!session) { return session.error(); }
    both.client = std::move(*session);
    both.first_record =
        written_by([&](tscp::writer& out) { return bool{both.client.channel.seal(settings.first_content, out)}; });
    both.first_content.resize(settings.first_content.size());
    auto done = std::move(*half).open(both.first_record, both.first_content);
    if (!done) { return done.error(); }
    both.server = std::move(*done);
    return tscp::errc::none;
}

/// The same with generators of the test's own.
template <class Client, class Server, class Credential, class Directory>
tscp::errc do_handshake(const Credential& known_to_client, Directory& directory, ends<Client, Server>& both,
                        const handshake_settings& settings = {}) {
    counted_random client_random{settings.seed};
    counted_random server_random{settings.seed + 1000003};
    return do_handshake(known_to_client, directory, both, client_random, server_random, settings);
}

/// An established session by PSK.
template <class Profile>
struct pair : ends<Profile> {
    explicit pair(std::uint64_t seed = 1, tscp::byte_view suites = {}) {
        one_client directory;
        handshake_settings settings;
        settings.seed = seed;
        settings.suites.assign(suites.begin(), suites.end());
        if (do_handshake(credential(), directory, static_cast<ends<Profile>&>(*this), settings) != tscp::errc::none) {
            std::abort();
        }
    }

    auto& client_channel() { return this->client.channel; }
    auto& server_channel() { return this->server.channel; }
};

template <class Channel>
bytes seal(Channel& from, tscp::byte_view message) {
    return written_by([&](tscp::writer& out) { return bool{from.seal(message, out)}; });
}

/// What came of a record: its content as text, or the error.
template <class Channel>
std::string open(Channel& to, bytes record) {
    const auto got = to.open_in_place(record);
    if (!got) { return std::string{"error "} + std::to_string(static_cast<int>(got.error())); }
    return {got->data().begin(), got->data().end()};
}

template <class Channel>
tscp::errc error_of(Channel& to, bytes record) {
    return to.open_in_place(record).error();
}

}  // namespace test
