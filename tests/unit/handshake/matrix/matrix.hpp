// SPDX-License-Identifier: MIT
// Every mode with every suite, over both framings, between two mixes of backends.
#pragma once

#include <cstdio>
#include <memory>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/group/ffdhe.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/aes_ccm.hpp>
#include <tscp/backend/cryptopp/aes_gcm.hpp>
#include <tscp/backend/cryptopp/chacha20_poly1305.hpp>
#include <tscp/backend/cryptopp/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>
#include <tscp/backend/cryptopp/x25519.hpp>
#endif
#if defined(TSCP_TEST_BOOST)
#include <tscp/backend/boost/integer.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/aes_ccm.hpp>
#include <tscp/backend/mbedtls/aes_gcm.hpp>
#include <tscp/backend/mbedtls/chacha20_poly1305.hpp>
#include <tscp/backend/mbedtls/sha256.hpp>
#include <tscp/backend/mbedtls/x25519.hpp>
#endif

#include "../../../support/catch.hpp"
#include "../../../support/tscp2_pair.hpp"

namespace matrix {

using test::bytes;
using tscp::errc;

struct portable_mix {
    using hash = tscp::portable::sha256;
    using x25519 = tscp::portable::x25519;
    using integer2048 = tscp::portable::integer<2048>;
    using integer3072 = tscp::portable::integer<3072>;
    using chacha20_poly1305 = tscp::portable::chacha20_poly1305;
    using aes128_gcm = tscp::portable::aes128_gcm;
    using aes256_gcm = tscp::portable::aes256_gcm;
    using aes128_ccm = tscp::portable::aes128_ccm;
    using aes128_ccm8 = tscp::portable::aes128_ccm8;
};
struct small_words_mix : portable_mix {
    using x25519 = tscp::portable::basic_x25519<std::uint32_t>;
#if defined(TSCP_TEST_BOOST)
    using integer2048 = tscp::boost_backend::integer<2048>;
    using integer3072 = tscp::boost_backend::integer<3072>;
#endif
};
#if defined(TSCP_TEST_CRYPTOPP)
struct vendor_mix {
    using hash = tscp::cryptopp::sha256;
    using x25519 = tscp::cryptopp::x25519;
    using integer2048 = tscp::cryptopp::integer<2048>;
    using integer3072 = tscp::cryptopp::integer<3072>;
    using chacha20_poly1305 = tscp::cryptopp::chacha20_poly1305;
    using aes128_gcm = tscp::cryptopp::aes128_gcm;
    using aes256_gcm = tscp::cryptopp::aes256_gcm;
    using aes128_ccm = tscp::cryptopp::aes128_ccm;
    using aes128_ccm8 = tscp::cryptopp::aes128_ccm8;
};
#else
using vendor_mix = portable_mix;
#endif
#if defined(TSCP_TEST_MBEDTLS)
/// Mbed TLS brings no integers; the rest is portable.
struct mbedtls_mix : portable_mix {
    using hash = tscp::mbedtls::sha256;
    using x25519 = tscp::mbedtls::x25519;
    using chacha20_poly1305 = tscp::mbedtls::chacha20_poly1305;
    using aes128_gcm = tscp::mbedtls::aes128_gcm;
    using aes256_gcm = tscp::mbedtls::aes256_gcm;
    using aes128_ccm = tscp::mbedtls::aes128_ccm;
    using aes128_ccm8 = tscp::mbedtls::aes128_ccm8;
};
#endif

template <class Mix, class Group>
using aeads_with =
    tscp::suites_with<Group, typename Mix::chacha20_poly1305, typename Mix::aes128_gcm, typename Mix::aes256_gcm,
                      typename Mix::aes128_ccm8, typename Mix::aes128_ccm, tscp::portable::ascon_aead128>;

template <class Mix, tscp::framing Framing>
struct profile : tscp::default_profile {
    using mix = Mix;
    using hash = typename Mix::hash;
    using random = test::counted_random;
    using static_key = tscp::static_key<typename Mix::x25519>;
    using suites = tscp::joined_suites<aeads_with<Mix, typename Mix::x25519>, aeads_with<Mix, tscp::group_none>,
                                       aeads_with<Mix, tscp::ffdhe2048<typename Mix::integer2048>>,
                                       aeads_with<Mix, tscp::ffdhe3072<typename Mix::integer3072>>>;
    static constexpr tscp::framing transport = Framing;
    static constexpr bool accepts_variable_time = true;
    static constexpr std::uint64_t short_tag_open_limit = 1000;
};

using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;

template <class Profile>
struct everyone {
    using key = typename Profile::static_key;

    static tscp::psk_entry find_psk(tscp::byte_view) noexcept { return test::entry(tscp::bytes_of("pump")); }
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept {
        const tscp::public_key_view known{client_public};
        const tscp::client_name name{tscp::bytes_of("pump")};
        return key_id.size() == 3 ? tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{test::psk()}, name)
                                  : tscp::peer_entry::static_keys(known, name);
    }
    [[nodiscard]] const key& own_key() const noexcept { return own; }
    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 5; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    key own = std::move(*key::make(bytes(32, 0x22)));
    bytes client_public;
    keys_type keys;
};

// One session: something both ways, an update, a ticket, a close.
template <class Client, class Server, class Credential>
std::unique_ptr<tscp::client_ticket> run(const Credential& credential, std::uint8_t suite, everyone<Server>& known) {
    test::counted_random random{suite};
    const std::uint8_t offer[] = {suite};
    bytes buffer(1000);
    tscp::writer out{buffer};
    auto waiting = tscp::client<Client>{credential, random, {offer, {}, tscp::bytes_of("ctx")}}.write_hello(out);
    REQUIRE(waiting);
    bytes reply(1000);
    tscp::writer reply_out{reply};
    auto half = tscp::server<Server, everyone<Server>>{known, random, {{}, tscp::bytes_of("ctx")}}.answer_hello(
        out.written(), reply_out);
    REQUIRE(half.error() == errc::none);
    auto session = std::move(*waiting).read_hey(reply_out.written());
    REQUIRE(session.error() == errc::none);
    CHECK(session->suite_id == suite);
    bytes first = test::seal(session->channel, tscp::bytes_of("one"));
    auto done = std::move(*half).open_in_place(first);
    REQUIRE(done.error() == errc::none);
    CHECK(tscp::equal_public(done->client.name.bytes(), tscp::bytes_of("pump")));
    CHECK(test::open(session->channel, test::seal(done->channel, tscp::bytes_of("two"))) == "two");
    bytes update = test::written_by([&](tscp::writer& to) { return bool{session->channel.seal_key_update(to)}; });
    CHECK(test::open(done->channel, update).empty());
    CHECK(test::open(session->channel, test::seal(done->channel, bytes(1000, 'x'))) == std::string(1000, 'x'));
    bytes ours(32);
    bytes theirs(32);
    CHECK(session->secrets.export_keying_material(tscp::bytes_of("label"), {}, ours));
    CHECK(done->secrets.export_keying_material(tscp::bytes_of("label"), {}, theirs));
    CHECK(ours == theirs);
    const errc bound = session->secrets.channel_binding(ours).error();
    CHECK(bound == (tscp::group_of(suite) == 0 ? errc::no_channel_binding : errc::none));
    CHECK(done->secrets.channel_binding(theirs).error() == bound);
    CHECK(ours == theirs);
    bytes record = test::written_by([&](tscp::writer& to) {
        return bool{done->seal_ticket(known.keys, {5, 60, true, tscp::bytes_of("ctx")}, random, to)};
    });
    const auto got = session->channel.open_in_place(record);
    REQUIRE(got);
    auto ticket = session->read_ticket(*got);
    REQUIRE(ticket);
    bytes close = test::written_by([&](tscp::writer& to) { return bool{done->channel.seal_close(to)}; });
    CHECK(test::open(session->channel, close).empty());
    CHECK(session->channel.receive_closed());
    return std::make_unique<tscp::client_ticket>(std::move(*ticket));
}

/// All sessions over one framing; how many there were.
template <class ClientMix, class ServerMix, tscp::framing Framing>
std::size_t run_all() {
    using client_profile = profile<ClientMix, Framing>;
    using server_profile = profile<ServerMix, Framing>;
    using key = typename client_profile::static_key;
    const key own = std::move(*key::make(bytes(32, 0x11)));
    everyone<server_profile> known;
    known.client_public.assign(own.public_value().begin(), own.public_value().end());
    REQUIRE(known.keys.add(7, bytes(32, 0x77)));
    std::size_t handshakes = 0;
    for (const std::uint8_t suite : client_profile::suites::ids) {
        INFO("suite " << static_cast<int>(suite));
        const auto ticket = run<client_profile, server_profile>(test::credential(tscp::bytes_of("p")), suite, known);
        run<client_profile, server_profile>(tscp::resumption{*ticket}, suite, known);
        handshakes += 2;
        if (tscp::group_of(suite) != 1) { continue; }
        const tscp::public_key_view server_public{known.own.public_value()};
        const tscp::identity_view alone{tscp::bytes_of("k1")};
        const tscp::identity_view with_psk{tscp::bytes_of("k12")};
        run<client_profile, server_profile>(tscp::static_keys<key>{alone, own, server_public}, suite, known);
        run<client_profile, server_profile>(
            tscp::static_keys_and_psk<key>{with_psk, own, server_public, tscp::psk_view{test::psk()}}, suite, known);
        handshakes += 2;
    }
    return handshakes;
}

/// All sessions over both framings.
template <class ClientMix, class ServerMix>
void run_both_framings() {
    const std::size_t handshakes = run_all<ClientMix, ServerMix, tscp::framing::stream>() +
                                   run_all<ClientMix, ServerMix, tscp::framing::datagram>();
    std::printf("matrix: %zu handshakes\n", handshakes);
    CHECK(handshakes == 2 * (24 * 2 + 6 * 2));
}

}  // namespace matrix
