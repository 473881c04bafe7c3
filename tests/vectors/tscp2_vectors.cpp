// SPDX-License-Identifier: MIT
// The test vectors of docs/PROTOCOL.md, which another implementation computed: the same bytes come out here.
#include <fstream>

#include <nlohmann/json.hpp>

#include "../support/catch.hpp"
#include "../support/replay_random.hpp"
#include "../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using key = tscp::static_key<tscp::portable::x25519>;

template <tscp::framing Framing>
struct profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = test::replay_random;
    using suites = tscp::suite_list<test::x25519_chacha, test::none_chacha>;
    using static_key = key;
    static constexpr tscp::framing transport = Framing;
    static constexpr std::size_t cid_size = Framing == tscp::framing::datagram ? 4 : 0;
};

bytes psk() {
    bytes out;
    for (std::uint8_t i = 0; i < 32; ++i) { out.push_back(i); }
    return out;
}

struct directory {
    tscp::psk_entry find_psk(tscp::byte_view) noexcept { return test::entry(tscp::bytes_of("client"), secret); }
    tscp::peer_entry find_peer(tscp::byte_view) noexcept {
        const tscp::public_key_view known{client.public_value()};
        const tscp::client_name name{tscp::bytes_of("client")};
        return with_psk ? tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{secret}, name)
                        : tscp::peer_entry::static_keys(known, name);
    }
    [[nodiscard]] const key& own_key() const noexcept { return server; }

    bool with_psk;
    bytes secret = psk();
    key client = std::move(*key::make(bytes(32, 0xc3)));
    key server = std::move(*key::make(bytes(32, 0xd4)));
};

template <class Profile, class Credential>
void check(const nlohmann::json& one, const Credential& credential, directory& known) {
    const auto expected = [&](const char* name) { return one.at(name).template get<std::string>(); };
    const bytes suite = test::from_hex(expected("suite"));
    const bytes context = test::from_hex(expected("context"));
    test::replay_random client_random{bytes(32, 0xa1)};
    test::replay_random server_random{bytes(32, 0xb2)};
    const bytes client_cid = test::cid_of<Profile>(0xc1);
    const bytes server_cid = test::cid_of<Profile>(0x51);
    bytes buffer(400);
    tscp::writer out{buffer};
    auto waiting = tscp::client<Profile>{credential, client_random, {suite, client_cid, context}}.write_hello(out);
    REQUIRE(waiting);
    CHECK(test::to_hex(out.written()) == expected("hello"));
    bytes reply(400);
    tscp::writer reply_out{reply};
    auto half = tscp::server<Profile, directory>{known, server_random, {{}, context}}.answer_hello(
        out.written(), reply_out, tscp::cid_view{server_cid});
    REQUIRE(half.error() == tscp::errc::none);
    CHECK(test::to_hex(reply_out.written()) == expected("hey"));
    auto session = std::move(*waiting).read_hey(reply_out.written());
    REQUIRE(session);
    bytes record = test::seal(session->channel, tscp::bytes_of("Hello, server"));
    CHECK(test::to_hex(record) == expected("client_record_0"));
    auto done = std::move(*half).open_in_place(record);
    REQUIRE(done);
    record = test::seal(done->channel, tscp::bytes_of("Hello, client"));
    CHECK(test::to_hex(record) == expected("server_record_0"));
    CHECK(test::open(session->channel, record) == "Hello, client");
    const bytes update = test::from_hex(expected("client_record_0_of_epoch_1"));
    CHECK(test::open(done->channel, update) == "new keys");
    bytes binding(32);
    if (tscp::group_of(session->suite_id) == 0) {
        CHECK(session->secrets.channel_binding(binding).error() == tscp::errc::no_channel_binding);
    } else {
        REQUIRE(session->secrets.channel_binding(binding));
        CHECK(test::to_hex(binding) == expected("channel_binding"));
    }
}

template <class Profile>
void check(const nlohmann::json& one) {
    const bytes secret = psk();
    directory known{one.at("mode") == 3};
    const tscp::identity_view id{tscp::bytes_of("dev1")};
    const tscp::public_key_view server_public{known.server.public_value()};
    switch (one.at("mode").template get<int>()) {
        case 0: return check<Profile>(one, test::credential(id, secret), known);
        case 2: return check<Profile>(one, tscp::static_keys<key>{id, known.client, server_public}, known);
        default:
            return check<Profile>(
                one, tscp::static_keys_and_psk<key>{id, known.client, server_public, tscp::psk_view{secret}}, known);
    }
}

}  // namespace

TEST_CASE("the vectors of the protocol's page") {
    std::ifstream file{TSCP2_VECTORS};
    const auto all = nlohmann::json::parse(file);
    CHECK(all.size() == 5);
    for (const auto& one : all) {
        INFO("mode " << one.at("mode") << ", framing " << one.at("framing") << ", suite " << one.at("suite"));
        if (one.at("framing") == 0) {
            check<profile<tscp::framing::stream>>(one);
        } else {
            check<profile<tscp::framing::datagram>>(one);
        }
    }
}
