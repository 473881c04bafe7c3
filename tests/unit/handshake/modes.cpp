// SPDX-License-Identifier: MIT
// Static keys, alone and with a PSK; group none; exporters.
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/memory_cell.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using key = tscp::static_key<tscp::portable::x25519>;
struct profile : test::stream_profile {
    using static_key = key;
};

struct static_peers {
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept {
        if (!tscp::equal_public(key_id, tscp::bytes_of("id-7"))) { return {}; }
        const tscp::public_key_view known{client_public};
        const tscp::client_name name{tscp::bytes_of("pump")};
        const auto entry = psk.empty() ? tscp::peer_entry::static_keys(known, name)
                                       : tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{psk}, name);
        return shared.empty() ? entry : entry.with_shared_secret(tscp::shared_secret_view{shared});
    }
    [[nodiscard]] const key& own_key() const noexcept { return own; }

    const key& own;
    tscp::byte_view client_public;
    tscp::byte_view psk = {};
    tscp::byte_view shared = {};
};

struct keys {
    key client = std::move(*key::make(bytes(32, 0x11)));
    key server = std::move(*key::make(bytes(32, 0x22)));
    key other = std::move(*key::make(bytes(32, 0x33)));
};

// A session by the credential with traffic and exporters both ways, or the error of the end that refuses it.
template <class Credential>
errc run(const Credential& credential, static_peers directory) {
    test::handshake_settings settings;
    settings.first_content = bytes{'h', 'i'};
    test::ends<profile> both;
    if (const errc error = test::do_handshake(credential, directory, both, settings); error != errc::none) {
        return error;
    }
    CHECK(both.first_content == settings.first_content);
    CHECK(both.server.client.name.bytes().size() == 4);
    bytes ours(40);
    bytes theirs(40);
    const auto label = tscp::bytes_of("EXPORTER-x");
    CHECK(both.client.secrets.export_keying_material(label, tscp::bytes_of("c"), ours));
    CHECK(both.server.secrets.export_keying_material(label, tscp::bytes_of("c"), theirs));
    CHECK(ours == theirs);
    CHECK(test::open(both.client.channel, test::seal(both.server.channel, tscp::bytes_of("yo"))) == "yo");
    return errc::none;
}

const tscp::identity_view id{tscp::bytes_of("id-7")};

tscp::static_keys<key> known_by(const key& own, tscp::byte_view server, tscp::identity_view key_id = id) {
    return {key_id, own, tscp::public_key_view{server}};
}

tscp::static_keys_and_psk<key> known_by(const key& own, tscp::byte_view server, const bytes& psk) {
    return {id, own, tscp::public_key_view{server}, tscp::psk_view{psk}};
}

}  // namespace

TEST_CASE("static keys") {
    const keys all;
    const auto client_public = all.client.public_value();
    const auto server_public = all.server.public_value();
    const auto credential = known_by(all.client, server_public);
    const static_peers directory{all.server, client_public};
    CHECK(run(credential, directory) == errc::none);
    bytes shared(32);
    REQUIRE(all.server.agree(client_public, shared));
    CHECK(run(credential, {all.server, client_public, {}, shared}) == errc::none);
    CHECK(run(credential, {all.server, client_public, {}, tscp::byte_view{shared}.first(31)}) ==
          errc::invalid_public_key);
    CHECK(run(credential, {all.other, client_public}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, all.other.public_value()}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, client_public, test::psk()}) == errc::mode_not_served);
    CHECK(run(credential, {all.server, server_public}) == errc::own_public_key);
    CHECK(run(credential, {all.server, client_public.first(31)}) == errc::invalid_public_key);
    CHECK(run(known_by(all.client, server_public, tscp::identity_view{tscp::bytes_of("id-8")}), directory) ==
          errc::unknown_identity);
    CHECK(run(known_by(all.client, client_public), directory) == errc::own_public_key);
    CHECK(run(known_by(all.client, server_public.first(31)), directory) == errc::invalid_public_key);
    const bytes zeros(32, 0);
    CHECK(run(known_by(all.client, zeros), directory) == errc::public_value_out_of_range);
}

TEST_CASE("static keys and a PSK") {
    const keys all;
    const auto client_public = all.client.public_value();
    const auto credential = known_by(all.client, all.server.public_value(), test::psk());
    const bytes other_psk(32, 9);
    const bytes short_psk(15, 9);
    CHECK(run(credential, {all.server, client_public, test::psk()}) == errc::none);
    bytes shared(32);
    REQUIRE(all.server.agree(client_public, shared));
    CHECK(run(credential, {all.server, client_public, test::psk(), shared}) == errc::none);
    CHECK(run(credential, {all.server, client_public, other_psk}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, client_public, short_psk}) == errc::invalid_psk);
    CHECK(run(credential, {all.server, client_public}) == errc::mode_not_served);
    const static_peers directory{all.server, client_public, test::psk()};
    CHECK(run(known_by(all.client, all.server.public_value(), bytes{}), directory) == errc::invalid_psk);
    CHECK(run(known_by(all.client, all.server.public_value(), short_psk), directory) == errc::invalid_psk);
}

// NOLINTBEGIN(bugprone-use-after-move): what a client with a moved-from key says is what is tested

TEST_CASE("a static key that was moved from is no credential") {
    keys all;
    const bytes server_public{all.server.public_value().begin(), all.server.public_value().end()};
    const auto credential = known_by(all.client, server_public);
    const key taken{std::move(all.client)};
    CHECK(run(credential, {all.server, taken.public_value()}) == errc::state_consumed);
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    CHECK(tscp::client<profile>{credential, random}.write_hello(out).error() == errc::state_consumed);
    CHECK(random.draws == 0);
    CHECK(out.size() == 0);
    CHECK(run(known_by(taken, server_public), {all.server, taken.public_value()}) == errc::none);
}

// NOLINTEND(bugprone-use-after-move)

namespace {

// Another group, with values of the same sizes.
struct twisted : tscp::portable::x25519 {
    static constexpr std::uint8_t group_id = 14;
};
using twisted_key = tscp::static_key<twisted>;
struct twisted_profile
    : test::profile_of<tscp::framing::stream, tscp::suite<twisted, tscp::portable::chacha20_poly1305>> {
    using static_key = key;
};
struct twisted_key_profile : twisted_profile {
    using static_key = twisted_key;
};

}  // namespace

TEST_CASE("a long-term key is of no use with another group, though all sizes fit") {
    const keys all;
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    const auto credential = known_by(all.client, all.server.public_value());
    CHECK(tscp::client<twisted_profile>{credential, random}.write_hello(out).error() == errc::group_not_static);
    const twisted_key own = std::move(*twisted_key::make(bytes(32, 0x11)));
    const tscp::static_keys<twisted_key> of_its_group{id, own, tscp::public_key_view{all.server.public_value()}};
    REQUIRE(tscp::client<twisted_key_profile>{of_its_group, random}.write_hello(out));
    static_peers directory{all.server, all.client.public_value()};
    bytes reply(500);
    tscp::writer reply_out{reply};
    CHECK(
        tscp::server<twisted_profile, static_peers>{directory, random}.answer_hello(out.written(), reply_out).error() ==
        errc::no_common_suite);
}

TEST_CASE("without a group there is no arithmetic, and static keys need one") {
    const std::uint8_t none[] = {0x01};
    test::pair<profile> one{3, none};
    CHECK(one.hello.size() == 42);
    CHECK(one.hey.size() == 35);
    CHECK(one.client.suite_id == 0x01);
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("hi"))) == "hi");
    const keys all;
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    tscp::client_options options;
    options.suites = none;
    CHECK(tscp::client<profile>{known_by(all.client, all.server.public_value()), random, options}
              .write_hello(out)
              .error() == errc::group_none_not_allowed);
}

TEST_CASE("sessions, labels and contexts have exporters of their own") {
    test::pair<profile> one{1};
    test::pair<profile> other{2};
    const auto binding = [](const auto& end) {
        bytes out(32);
        REQUIRE(end.secrets.channel_binding(out));
        return out;
    };
    CHECK(binding(one.client) == binding(one.server));
    CHECK(binding(one.client) != binding(other.client));
    bytes a(32);
    bytes b(32);
    REQUIRE(one.client.secrets.export_keying_material(tscp::bytes_of("x"), {}, a));
    REQUIRE(one.client.secrets.export_keying_material(tscp::bytes_of("x"), tscp::bytes_of("c"), b));
    CHECK(a != b);
    CHECK(one.client.secrets.export_keying_material(bytes(250, 'x'), {}, a).error() == errc::out_of_range);
}

TEST_CASE("a session with group none has no channel binding, by its name or its label, but exports") {
    const std::uint8_t none[] = {test::none_chacha::id};
    test::pair<test::datagram_profile> one{1, none};
    test::memory_cell cell;
    const bytes saved = test::written_by([&](tscp::writer& out) { return bool{one.client.suspend(cell, out)}; });
    auto restored = tscp::client_session<test::datagram_profile>::restore(saved, cell);
    REQUIRE(restored);
    const auto label = tscp::bytes_of("EXPORTER-Channel-Binding");
    bytes ours(32);
    bytes theirs(32);
    for (auto* const end : {&one.server.secrets, &restored->secrets}) {
        CHECK(end->channel_binding(ours).error() == errc::no_channel_binding);
        CHECK(end->export_keying_material(label, {}, ours).error() == errc::no_channel_binding);
        CHECK(end->export_keying_material(label, tscp::bytes_of("context"), ours).error() == errc::no_channel_binding);
        CHECK(ours == bytes(32));
    }
    CHECK(one.server.secrets.export_keying_material(tscp::bytes_of("EXPORTER-Channel-Bindinh"), {}, ours));
    CHECK(restored->secrets.export_keying_material(tscp::bytes_of("EXPORTER-Channel-Bindinh"), {}, theirs));
    CHECK(ours == theirs);
}
