// SPDX-License-Identifier: MIT
// Static keys, alone and with a PSK; group none; exporters.
#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::stream_profile;
using key = tscp::static_key<tscp::portable::x25519>;

struct static_peers {
    tscp::peer_entry find_peer(tscp::byte_view key_id) noexcept {
        if (!tscp::equal_public(key_id, tscp::bytes_of("id-7"))) { return {}; }
        return {client_public, tscp::bytes_of("pump"), psk, shared};
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

template <class Credential>
errc run(const Credential& credential, static_peers directory, bool confirm = true) {
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    auto waiting = tscp::client<profile>{credential, random}.write_hello(out);
    if (!waiting) { return waiting.error(); }
    bytes reply(500);
    tscp::writer reply_out{reply};
    auto half = tscp::server<profile, static_peers>{directory, random}.answer_hello(out.written(), reply_out);
    if (!half) { return half.error(); }
    auto session = std::move(*waiting).read_hey(reply_out.written());
    if (!session) { return session.error(); }
    if (!confirm) { return errc::none; }
    bytes record = test::seal(session->channel, tscp::bytes_of("hi"));
    auto done = std::move(*half).open_in_place(record);
    if (!done) { return done.error(); }
    CHECK(done->client.name.bytes().size() == 4);
    bytes ours(40);
    bytes theirs(40);
    CHECK(session->secrets.export_keying_material(tscp::bytes_of("EXPORTER-x"), tscp::bytes_of("c"), ours));
    CHECK(done->secrets.export_keying_material(tscp::bytes_of("EXPORTER-x"), tscp::bytes_of("c"), theirs));
    CHECK(ours == theirs);
    CHECK(test::open(session->channel, test::seal(done->channel, tscp::bytes_of("yo"))) == "yo");
    return errc::none;
}

}  // namespace

TEST_CASE("static keys") {
    const keys all;
    const tscp::static_keys<key> credential{tscp::bytes_of("id-7"), all.client, all.server.public_value()};
    CHECK(run(credential, {all.server, all.client.public_value()}) == errc::none);
    bytes shared(32);
    REQUIRE(all.server.agree(all.client.public_value(), shared));
    CHECK(run(credential, {all.server, all.client.public_value(), {}, shared}) == errc::none);
    CHECK(run(credential, {all.other, all.client.public_value()}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, all.other.public_value()}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, all.client.public_value(), test::psk()}) == errc::mode_not_served);
    CHECK(run(credential, {all.server, all.server.public_value()}) == errc::invalid_suites);
    CHECK(run(tscp::static_keys<key>{tscp::bytes_of("id-8"), all.client, all.server.public_value()},
              {all.server, all.client.public_value()}) == errc::unknown_identity);
    CHECK(run(tscp::static_keys<key>{tscp::bytes_of("id-7"), all.client, all.client.public_value()},
              {all.server, all.client.public_value()}) == errc::invalid_suites);
    CHECK(run(tscp::static_keys<key>{tscp::bytes_of("id-7"), all.client, bytes(32, 0)},
              {all.server, all.client.public_value()}) == errc::public_value_out_of_range);
}

TEST_CASE("static keys and a PSK") {
    const keys all;
    const tscp::static_keys_and_psk<key> credential{tscp::bytes_of("id-7"), all.client, all.server.public_value(),
                                                    test::psk()};
    CHECK(run(credential, {all.server, all.client.public_value(), test::psk()}) == errc::none);
    CHECK(run(credential, {all.server, all.client.public_value(), bytes(32, 9)}) == errc::wrong_binder);
    CHECK(run(credential, {all.server, all.client.public_value()}) == errc::mode_not_served);
    CHECK(run(tscp::static_keys_and_psk<key>{tscp::bytes_of("id-7"), all.client, all.server.public_value()},
              {all.server, all.client.public_value(), test::psk()}) == errc::invalid_suites);
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
    CHECK(tscp::client<profile, tscp::static_keys<key>>{
              {tscp::bytes_of("id-7"), all.client, all.server.public_value()}, random, {none, {}, {}}}
              .write_hello(out)
              .error() == errc::invalid_suites);
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
    CHECK(binding(one.client) != binding(*other.client));
    bytes a(32);
    bytes b(32);
    REQUIRE(one.client.secrets.export_keying_material(tscp::bytes_of("x"), {}, a));
    REQUIRE(one.client.secrets.export_keying_material(tscp::bytes_of("x"), tscp::bytes_of("c"), b));
    CHECK(a != b);
    CHECK(one.client.secrets.export_keying_material(bytes(250, 'x'), {}, a).error() == errc::out_of_range);
}
