// SPDX-License-Identifier: MIT
// Two ends of TSCP 2 in one process: profiles, generators and established sessions for tests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
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

/// One client, `dev1` on the air and `kitchen` in the server's table.
struct one_client {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        ++asked;
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return {psk(), tscp::bytes_of("kitchen")};
    }
    int asked = 0;
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

/// An established session by PSK; `context` is what both ends hold.
template <class Profile>
struct pair {
    using client_type = tscp::client<Profile, tscp::external_psk>;
    using server_type = tscp::server<Profile, one_client>;

    explicit pair(std::uint64_t seed = 1, tscp::byte_view suites = {}) {
        counted_random random{seed};
        one_client directory;
        const bytes client_cid = cid_of<Profile>(0xc1);
        const bytes server_cid = cid_of<Profile>(0x51);
        bytes buffer(2000);
        tscp::writer out{buffer};
        auto waiting = client_type{tscp::external_psk{tscp::bytes_of("dev1"), psk()}, random, {suites, client_cid, {}}}
                           .write_hello(out);
        hello.assign(out.written().begin(), out.written().end());
        bytes reply(2000);
        tscp::writer reply_out{reply};
        auto half = server_type{directory, random}.answer_hello(hello, reply_out, server_cid);
        hey.assign(reply_out.written().begin(), reply_out.written().end());
        auto session = std::move(*waiting).read_hey(hey);
        first = written_by([&](tscp::writer& to) { return bool{session->channel.seal({}, to)}; });
        bytes copy = first;
        auto done = std::move(*half).open(tscp::byte_span{copy});
        client.emplace(std::move(*session));
        server.emplace(std::move(*done));
    }

    auto& client_channel() { return client->channel; }
    auto& server_channel() { return server->channel; }

    bytes hello;
    bytes hey;
    bytes first;
    std::optional<tscp::client_session<Profile>> client;
    std::optional<tscp::server_session<Profile>> server;
};

template <class Channel>
bytes seal(Channel& from, tscp::byte_view message) {
    return written_by([&](tscp::writer& out) { return bool{from.seal(message, out)}; });
}

/// What came of a record: its content as text, or the error.
template <class Channel>
std::string open(Channel& to, bytes record) {
    const auto got = to.open(tscp::byte_span{record});
    if (!got) { return std::string{"error "} + std::to_string(static_cast<int>(got.error())); }
    return {got->content.begin(), got->content.end()};
}

template <class Channel>
tscp::errc error_of(Channel& to, bytes record) {
    return to.open(tscp::byte_span{record}).error();
}

}  // namespace test
