// SPDX-License-Identifier: MIT
// Tickets: resumption at any server with the key, expiry, rotation, revocation, group none.
#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::stream_profile;
using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305>;

struct site : test::one_client {
    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] std::uint64_t now() const noexcept { return time; }
    [[nodiscard]] bool is_authorized(tscp::byte_view name) const noexcept {
        return welcome && tscp::equal_public(name, tscp::bytes_of("kitchen"));
    }

    keys_type keys;
    std::uint64_t time = 1000;
    bool welcome = true;
};

tscp::client_ticket give(test::pair<profile>& one, const site& at, std::uint32_t lifetime, bool none,
                         tscp::byte_view context = {}) {
    test::counted_random random{9};
    bytes record = test::written_by([&](tscp::writer& out) {
        return bool{one.server_channel().seal_ticket(one.server.secrets, one.server.client, at.keys,
                                                     {at.time, lifetime, none, context}, random, out)};
    });
    const auto got = one.client_channel().open_in_place(record);
    REQUIRE(got);
    REQUIRE(got->event() == tscp::record_event::ticket);
    auto ticket = tscp::client_ticket::read(got->data(), one.client.secrets);
    REQUIRE(ticket);
    return std::move(*ticket);
}

// The session by a ticket at the server: its end of it, or the error.
errc resume(const tscp::client_ticket& ticket, site& at, tscp::byte_view suites = {}, tscp::byte_view context = {},
            test::pair<profile>* into = nullptr) {
    test::counted_random random{11};
    bytes buffer(500);
    tscp::writer out{buffer};
    auto waiting = tscp::client<profile>{tscp::resumption{ticket}, random, {suites, {}, context}}.write_hello(out);
    if (!waiting) { return waiting.error(); }
    bytes reply(500);
    tscp::writer reply_out{reply};
    auto half = tscp::server<profile, site>{at, random, {{}, context}}.answer_hello(out.written(), reply_out);
    if (!half) { return half.error(); }
    auto session = std::move(*waiting).read_hey(reply_out.written());
    REQUIRE(session);
    bytes record = test::seal(session->channel, tscp::bytes_of("back"));
    auto done = std::move(*half).open_in_place(record);
    REQUIRE(done);
    CHECK(done->client.resumed);
    CHECK(tscp::equal_public(done->client.name.bytes(), tscp::bytes_of("kitchen")));
    CHECK(test::open(session->channel, test::seal(done->channel, tscp::bytes_of("welcome"))) == "welcome");
    if (into != nullptr) {
        into->client.emplace(std::move(*session));
        into->server.emplace(std::move(*done));
    }
    return errc::none;
}

site with_key(std::uint32_t id, std::uint8_t fill) {
    site one;
    one.keys.add(id, bytes(32, fill));
    return one;
}

}  // namespace

TEST_CASE("any server with the key resumes, until the ticket ends") {
    test::pair<profile> one;
    site first = with_key(1, 0xaa);
    const auto ticket = give(one, first, 600, false);
    CHECK(ticket.lifetime() == 600);
    CHECK(ticket.bytes().size() == keys_type::ticket_size(7));
    site second = with_key(1, 0xaa);
    CHECK(resume(ticket, second) == errc::none);
    second.time = 1599;
    CHECK(resume(ticket, second) == errc::none);
    second.time = 1600;
    CHECK(resume(ticket, second) == errc::ticket_refused);
    second.time = 999;
    CHECK(resume(ticket, second) == errc::ticket_refused);
    second.time = 1000;
    second.welcome = false;
    CHECK(resume(ticket, second) == errc::ticket_refused);
}

TEST_CASE("rotation keeps old tickets good until their key goes") {
    test::pair<profile> one;
    site at = with_key(1, 0xaa);
    const auto old = give(one, at, 600, false);
    at.keys.add(2, bytes(32, 0xbb));
    CHECK(resume(old, at) == errc::none);
    const auto fresh = give(one, at, 600, false);
    CHECK(fresh.bytes()[3] == 2);
    at.keys.add(3, bytes(32, 0xcc));
    CHECK(resume(old, at) == errc::ticket_refused);
    CHECK(resume(fresh, at) == errc::none);
}

TEST_CASE("a ticket of another key, context or damaged is refused") {
    test::pair<profile> one;
    site at = with_key(1, 0xaa);
    const auto ticket = give(one, at, 600, false);
    site stranger = with_key(1, 0xab);
    CHECK(resume(ticket, stranger) == errc::ticket_refused);
    CHECK(resume(ticket, at, {}, tscp::bytes_of("other")) == errc::ticket_refused);
    for (std::size_t i = 0; i < ticket.bytes().size(); ++i) {
        bytes damaged{ticket.bytes().begin(), ticket.bytes().end()};
        damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ 1U);
        const auto wrong = tscp::client_ticket::from_parts(damaged, ticket.reveal_psk(), false, 600);
        CHECK(resume(*wrong, at) == errc::ticket_refused);
    }
    bytes psk{ticket.reveal_psk().begin(), ticket.reveal_psk().end()};
    psk[0] = static_cast<std::uint8_t>(psk[0] ^ 1U);
    CHECK(resume(*tscp::client_ticket::from_parts(ticket.bytes(), psk, false, 600), at) == errc::wrong_binder);
}

TEST_CASE("resumption without a group only where the ticket allows it") {
    const std::uint8_t none[] = {0x01};
    test::pair<profile> one;
    site at = with_key(1, 0xaa);
    const auto strict = give(one, at, 600, false);
    const auto loose = give(one, at, 600, true);
    CHECK(resume(loose, at, none) == errc::none);
    CHECK(resume(strict, at, none) == errc::invalid_suites);
    const auto lying = tscp::client_ticket::from_parts(strict.bytes(), strict.reveal_psk(), true, 600);
    CHECK(resume(*lying, at, none) == errc::no_common_suite);
}

TEST_CASE("renewal does not lengthen the first authentication") {
    test::pair<profile> one;
    site at = with_key(1, 0xaa);
    const auto ticket = give(one, at, 600, false);
    at.time = 1500;
    test::pair<profile> resumed;
    REQUIRE(resume(ticket, at, {}, {}, &resumed) == errc::none);
    const auto renewed = give(resumed, at, 600, false);
    CHECK(renewed.lifetime() == 100);
    CHECK(resume(renewed, at) == errc::none);
    at.time = 1600;
    CHECK(resume(renewed, at) == errc::ticket_refused);
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    CHECK(resumed.server_channel()
              .seal_ticket(resumed.server->secrets, resumed.server->client, at.keys, {1600, 600}, random, out)
              .error() == errc::ticket_refused);
}
