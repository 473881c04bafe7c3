// SPDX-License-Identifier: MIT
// The test vectors of docs/PROTOCOL.md, which another implementation computed: the same bytes come out here.
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/handshake/cookie_source.hpp>

#include "../support/catch.hpp"
#include "../support/replay_random.hpp"
#include "../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using key = tscp::static_key<tscp::portable::x25519>;
template <class Aead>
using suite_of = tscp::suite<tscp::portable::x25519, Aead>;
using chacha_tickets = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;
using aes_tickets = tscp::ticket_keys<tscp::portable::aes128_gcm, tscp::portable::sha256>;

constexpr std::uint64_t ticket_time = 1'700'000'000;
constexpr std::uint64_t cookie_time = 1'700'000'000'123;

template <tscp::framing Framing>
struct profile : tscp::default_profile {
    using hash = tscp::portable::sha256;
    using random = test::replay_random;
    using suites = tscp::suite_list<test::x25519_chacha, test::none_chacha, suite_of<tscp::portable::aes128_gcm>,
                                    suite_of<tscp::portable::aes128_ccm8>>;
    using static_key = key;
    static constexpr tscp::framing transport = Framing;
    static constexpr std::size_t cid_size = Framing == tscp::framing::datagram ? 4 : 0;
    static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
};

template <std::uint16_t RecordSizeLimit, std::size_t ReplayWindow>
struct profile_with_extensions : profile<tscp::framing::datagram> {
    static constexpr std::uint16_t record_size_limit = RecordSizeLimit;
    static constexpr std::size_t replay_window_bits = ReplayWindow;
};
using client_with_extensions = profile_with_extensions<300, 256>;  // more than 128 numbers: it asks for two bytes
using server_with_extensions = profile_with_extensions<200, 64>;

/// One session of the file.
struct vector {
    const nlohmann::json& fields;

    [[nodiscard]] std::string text(const char* name) const { return fields.at(name).get<std::string>(); }
    [[nodiscard]] bytes bytes_of(const char* name) const { return test::from_hex(text(name)); }
    [[nodiscard]] std::vector<std::string> texts(const char* name) const {
        return fields.at(name).get<std::vector<std::string>>();
    }
    [[nodiscard]] int mode() const { return fields.at("mode").get<int>(); }
    [[nodiscard]] bool has_group() const { return bytes_of("suite")[0] >= 0x10; }
};

bytes psk() {
    bytes out;
    for (std::uint8_t i = 0; i < 32; ++i) { out.push_back(i); }
    return out;
}

struct directory {
    explicit directory(bool has_psk) : with_psk{has_psk} { REQUIRE(keys.add(1, bytes(32, 0x77))); }

    tscp::psk_entry find_psk(tscp::byte_view) noexcept { return test::entry(name, secret); }
    tscp::peer_entry find_peer(tscp::byte_view) noexcept {
        const tscp::public_key_view known{client.public_value()};
        return with_psk ? tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{secret}, tscp::client_name{name})
                        : tscp::peer_entry::static_keys(known, tscp::client_name{name});
    }
    [[nodiscard]] const key& own_key() const noexcept { return server; }
    [[nodiscard]] const chacha_tickets& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return ticket_time; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    bool with_psk;
    tscp::byte_view name = tscp::bytes_of("kitchen");
    bytes secret = psk();
    key client = std::move(*key::make(bytes(32, 0xc3)));
    key server = std::move(*key::make(bytes(32, 0xd4)));
    chacha_tickets keys;
};

/// What the clients of earlier sessions keep, by the names of these.
using kept_tickets = std::map<std::string, tscp::client_ticket>;

template <class Write>
std::string sealed(const Write& write) {
    return test::to_hex(test::written_by([&](tscp::writer& out) { return bool{write(out)}; }));
}

template <class Channel>
tscp::record_event event_of(Channel& to, const std::string& record) {
    bytes copy = test::from_hex(record);
    const auto opened = to.open_in_place(copy);
    REQUIRE(opened);
    return opened->event();
}

/// Tickets at both ends; the client keeps the first.
template <class Session, class Client, class Keys>
void check_tickets(const vector& one, const Keys& keys, Session& server, Client& client, kept_tickets& kept) {
    test::replay_random random{bytes(3 * std::size_t{16}, 0xe5)};
    const bytes context = one.bytes_of("context");
    const tscp::ticket_terms terms{ticket_time, 3600, true, context};
    for (std::size_t number = 0; number < 3; ++number) {
        const std::string record =
            sealed([&](tscp::writer& out) { return server.seal_ticket(keys, terms, random, out); });
        CHECK(record == one.texts("ticket_record")[number]);
        bytes copy = test::from_hex(record);
        const auto opened = client.channel.open_in_place(copy);
        REQUIRE(opened);
        auto ticket = client.read_ticket(*opened);
        REQUIRE(ticket);
        CHECK(test::to_hex(ticket->bytes()) == one.texts("ticket")[number]);
        CHECK(test::to_hex(ticket->reveal_psk()) == one.texts("psk_of_ticket")[number]);
        if (number == 0) { kept.emplace(one.text("name"), std::move(*ticket)); }
    }
}

template <class Client, class Server>
void check_session(const vector& one, tscp::client_session<Client>& client, tscp::server_session<Server>& server,
                   kept_tickets& kept) {
    const bytes content = test::from_hex("0102030405060708");
    CHECK(test::seal(server.channel, tscp::bytes_of("Hello, client")) == one.bytes_of("server_record_0"));
    CHECK(test::open(client.channel, one.bytes_of("server_record_0")) == "Hello, client");
    CHECK(sealed([&](tscp::writer& out) { return client.channel.seal_ping(content, out); }) == one.text("ping"));
    CHECK(event_of(server.channel, one.text("ping")) == tscp::record_event::ping);
    CHECK(sealed([&](tscp::writer& out) { return server.channel.seal_pong(content, out); }) == one.text("pong"));
    CHECK(event_of(client.channel, one.text("pong")) == tscp::record_event::pong);
    if (one.fields.at("ticket_aead") == 1) {
        check_tickets(one, directory{false}.keys, server, client, kept);
    } else {
        aes_tickets keys;
        REQUIRE(keys.add(1, bytes(32, 0x77)));
        check_tickets(one, keys, server, client, kept);
    }
    CHECK(sealed([&](tscp::writer& out) { return server.channel.seal_padded(tscp::bytes_of("padded"), 10, out); }) ==
          one.text("padded_record"));
    CHECK(test::open(client.channel, one.bytes_of("padded_record")) == "padded");
    if constexpr (Client::transport == tscp::framing::datagram) {
        for (int number = 2; number < 15; ++number) { test::seal(client.channel, {}); }
        CHECK(test::seal(client.channel, tscp::bytes_of("fifteen")) == one.bytes_of("client_record_15"));
        CHECK(test::open(server.channel, one.bytes_of("client_record_15")) == "fifteen");
    }
    CHECK(test::open(server.channel, one.bytes_of("client_record_0_of_epoch_1")) == "new keys");
    CHECK(event_of(server.channel, one.text("close")) == tscp::record_event::close);
}

template <class Hash>
void check_exporter(const vector& one, const tscp::session_secrets<Hash>& secrets) {
    bytes out(40);
    REQUIRE(secrets.export_keying_material(tscp::bytes_of("EXPERIMENTAL vectors"), tscp::bytes_of("context"), out));
    CHECK(test::to_hex(out) == one.text("exported"));
    out.resize(32);
    REQUIRE(bool{secrets.channel_binding(out)} == one.has_group());
    if (one.has_group()) { CHECK(test::to_hex(out) == one.text("channel_binding")); }
}

/// The Hello in units of 31 bytes, as the message numbered 255.
void check_fragments(const vector& one, const bytes& hello) {
    test::replay_random number{{255}};
    tscp::fragment_sender sender;
    REQUIRE(sender.start(number) == tscp::errc::none);
    auto pieces = sender.cut(hello, 31);
    REQUIRE(pieces);
    const std::vector<std::string> expected = one.texts("fragments");
    tscp::reassembler<600> receiver;
    for (const std::string& unit : expected) {
        CHECK(sealed([&](tscp::writer& out) { return pieces->write_next(out); }) == unit);
        bytes copy = test::from_hex(unit);
        const auto whole = receiver.take(copy);
        REQUIRE(whole);
        CHECK((&unit == &expected.back() ? tscp::equal_public(*whole, hello) : whole->empty()));
    }
    CHECK(pieces->finished());
}

/// What there is on datagrams alone: the server asks for a cookie, the client answers, and the same Hey comes of it.
template <class Server, class Client>
void check_cookie(const vector& one, const tscp::client<Client>& client, tscp::waiting_client<Client>& waiting,
                  directory& known, const tscp::server_options& options, tscp::cid_view cid) {
    const bytes hello = one.bytes_of("hello");
    bytes digest(32);
    tscp::hash_traits<typename Server::hash>::digest(hello, digest);
    test::replay_random secret{bytes(32, 0x99)};
    tscp::cookie_source<typename Server::hash> source;
    REQUIRE(source.start(secret) == tscp::errc::none);
    bytes cookie(tscp::cookie_size);
    source.make({hello, digest, 1}, cookie_time, cookie);
    CHECK(sealed([&](tscp::writer& out) { return tscp::cookie_message::write_cookie(cookie, out); }) ==
          one.text("cookie"));

    const std::string answer = sealed([&](tscp::writer& out) {
        return client.answer_cookie(waiting, one.bytes_of("cookie"), hello, out) == tscp::errc::none;
    });
    CHECK(answer == one.text("hello_with_cookie"));
    test::replay_random random{bytes(32, 0xb2)};
    tscp::server<Server, directory> server{known, random, options};
    tscp::half_open<Server> half;
    bool proved = false;
    const auto admit = [&](const tscp::admission& request) noexcept {
        proved = request.proof_verified;
        return tscp::errc::none;
    };
    const std::string hey = sealed([&](tscp::writer& out) {
        return server.answer_hello(one.bytes_of("hello_with_cookie"), out, cid, half, admit) == tscp::errc::none;
    });
    CHECK(proved);
    CHECK(hey == one.text("hey"));

    CHECK(sealed([&](tscp::writer& out) {
              return tscp::clear_alert::write_unknown_session(one.bytes_of("client_record_0"), out);
          }) == one.text("hint"));
    check_fragments(one, hello);
}

template <class Client, class Server, class Credential>
void check(const vector& one, const Credential& credential, directory& known, kept_tickets& kept) {
    const bytes offer = one.bytes_of("offer");
    const bytes context = one.bytes_of("context");
    test::replay_random client_random{bytes(32, 0xa1)};
    test::replay_random server_random{bytes(32, 0xb2)};
    const bytes client_cid = test::cid_of<Client>(0xc1);
    const bytes server_cid = test::cid_of<Client>(0x51);
    const tscp::server_options options{{}, context};
    const tscp::client<Client> client{credential, client_random, {offer, client_cid, context}};
    bytes buffer(600);
    tscp::writer out{buffer};
    auto waiting = client.write_hello(out);
    REQUIRE(waiting);
    CHECK(test::to_hex(out.written()) == one.text("hello"));
    bytes reply(600);
    tscp::writer reply_out{reply};
    auto half = tscp::server<Server, directory>{known, server_random, options}.answer_hello(
        one.bytes_of("hello"), reply_out, tscp::cid_view{server_cid});
    REQUIRE(half.error() == tscp::errc::none);
    CHECK(test::to_hex(reply_out.written()) == one.text("hey"));
    if constexpr (Client::transport == tscp::framing::datagram) {
        check_cookie<Server>(one, client, *waiting, known, options, tscp::cid_view{server_cid});
    }
    auto session = std::move(*waiting).read_hey(one.bytes_of("hey"));
    REQUIRE(session);
    bytes record = test::seal(session->channel, tscp::bytes_of("Hello, server"));
    CHECK(test::to_hex(record) == one.text("client_record_0"));
    auto done = std::move(*half).open_in_place(record);
    REQUIRE(done);
    check_exporter(one, session->secrets);
    check_exporter(one, done->secrets);
    check_session(one, *session, *done, kept);
}

template <class Client, class Server = Client>
void check(const vector& one, kept_tickets& kept) {
    const bytes secret = psk();
    directory known{one.mode() == 3};
    const bytes identity = one.bytes_of("identity");
    const tscp::identity_view id{identity};
    const tscp::public_key_view server_public{known.server.public_value()};
    switch (one.mode()) {
        case 0: return check<Client, Server>(one, test::credential(identity, secret), known, kept);
        case 1: {
            const tscp::client_ticket& ticket = kept.at(one.text("resumes"));
            CHECK(test::to_hex(ticket.bytes()) == one.text("identity"));
            return check<Client, Server>(one, tscp::resumption{ticket}, known, kept);
        }
        case 2: return check<Client, Server>(one, tscp::static_keys<key>{id, known.client, server_public}, known, kept);
        default:
            return check<Client, Server>(
                one, tscp::static_keys_and_psk<key>{id, known.client, server_public, tscp::psk_view{secret}}, known,
                kept);
    }
}

}  // namespace

TEST_CASE("the vectors of the protocol's page") {
    std::ifstream file{TSCP2_VECTORS};
    const auto all = nlohmann::json::parse(file);
    CHECK(all.size() == 15);
    kept_tickets kept;
    for (const auto& fields : all) {
        const vector one{fields};
        INFO(one.text("name"));
        if (one.text("name") == "mode0_datagram_11_extensions") {
            check<client_with_extensions, server_with_extensions>(one, kept);
        } else if (fields.at("framing") == 0) {
            check<profile<tscp::framing::stream>>(one, kept);
        } else {
            check<profile<tscp::framing::datagram>>(one, kept);
        }
    }
}
