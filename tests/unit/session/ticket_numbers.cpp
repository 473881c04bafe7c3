// SPDX-License-Identifier: MIT
// The tickets of a session are numbered: each has a PSK of its own, some may be lost, and what is left at either end
// after a ticket does not give its PSK.
#include <set>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/memory_cell.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using hash = tscp::portable::sha256;
using datagram = test::datagram_profile;
using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, hash>;

bytes copy_of(tscp::byte_view from) { return {from.begin(), from.end()}; }

// A session and the server's ticket keys.
template <class Profile = datagram>
struct fixture : test::pair<Profile> {
    fixture() { REQUIRE(keys.add(1, bytes(32, 0xaa))); }

    bytes give() {
        return test::written_by([&](tscp::writer& out) {
            return bool{this->server.seal_ticket(keys, {1000, 600}, random, out)};
        });
    }
    errc take(bytes record) {
        const auto got = this->client.channel.open_in_place(record);
        return got ? this->client.read_ticket(*got, ticket) : got.error();
    }

    // The PSK that the server sealed into the ticket that the client has.
    bytes server_psk() {
        bytes buffer(255);
        tscp::ticket_content content;
        REQUIRE(keys.open(ticket.bytes(), {}, buffer, content) == errc::none);
        return copy_of(content.psk.reveal());
    }

    keys_type keys;
    test::counted_random random{9};
    tscp::client_ticket ticket;
};

// lifetime(4) | flags(1) | number(8) | ticket(1)
bytes ticket_record(std::uint64_t number) {
    bytes record(14, 1);
    tscp::write_big_endian(number, tscp::byte_span{record}.subspan(5, 8));
    return record;
}

}  // namespace

TEST_CASE("the PSKs of a session's tickets are what another implementation derives") {
    tscp::session_secrets<hash> secrets;
    secrets.set(0x11, 0, [](tscp::byte_span, tscp::byte_span resumption) noexcept {
        for (std::size_t i = 0; i < 32; ++i) { resumption[i] = static_cast<std::uint8_t>(i); }
    });
    const auto psk_of = [&](std::uint8_t number) {
        tscp::secret<32> psk;
        CHECK(secrets.take_ticket_psk(number, psk) == errc::none);
        return test::to_hex(psk.reveal());
    };
    CHECK(psk_of(0) == "e22420010a22b17afaebf71b0b94b3138976f6671881fcdca46d1c837df1b146");
    CHECK(test::to_hex(secrets.reveal_resumption()) ==
          "eb24250ab9c07b258b2b861bb0c47b0df7325e8b35e2fa01f103c206c3138b7c");
    CHECK(secrets.next_ticket() == 1);
    CHECK(psk_of(2) == "9837767273816ad57496bc5929705c413aa3100dc64dfe5e00e13a5c5455fc64");
    CHECK(secrets.next_ticket() == 3);
    CHECK(psk_of(254) == "d38d36a603302e3d3a3c00dd0706839ac4985e24c2a0c33bc659f91d227916db");
    CHECK(secrets.next_ticket() == 255);
}

TEST_CASE("both ends have one PSK for each ticket, and no two tickets have one, though the generator repeats") {
    fixture<> one;
    std::set<bytes> psks;
    std::set<bytes> tickets;
    for (unsigned number = 0; number < 255; ++number) {
        one.random = test::counted_random{9};
        REQUIRE(one.take(one.give()) == errc::none);
        CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
        psks.insert(copy_of(one.ticket.reveal_psk()));
        tickets.insert(copy_of(one.ticket.bytes()));
    }
    CHECK(psks.size() == 255);
    CHECK(tickets.size() == 255);
    bytes buffer(400);
    tscp::writer out{buffer};
    CHECK(one.server.seal_ticket(one.keys, {1000, 600}, one.random, out).error() == errc::no_more_tickets);
    CHECK(out.size() == 0);
    // The session itself goes on.
    CHECK(test::open(one.client.channel, test::seal(one.server.channel, tscp::bytes_of("on"))) == "on");
}

TEST_CASE("a client that lost tickets takes a later one, and ignores those that come late") {
    fixture<> one;
    std::vector<bytes> records(5);
    for (bytes& record : records) { record = one.give(); }
    REQUIRE(one.take(records[2]) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    const bytes kept = copy_of(one.ticket.bytes());
    for (const std::size_t late : {0U, 1U}) {
        CHECK(one.take(records[late]) == errc::ticket_outdated);
        CHECK(copy_of(one.ticket.bytes()) == kept);
        CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    }
    REQUIRE(one.take(records[4]) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    CHECK(one.take(records[3]) == errc::ticket_outdated);
    CHECK_FALSE(one.client.channel.ended());
}

TEST_CASE("a client that lost all tickets but the last takes that") {
    fixture<> one;
    bytes record;
    for (unsigned number = 0; number < 255; ++number) { record = one.give(); }
    REQUIRE(one.take(record) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    CHECK(one.client.secrets.next_ticket() == 255);
}

TEST_CASE("one ticket record is taken once") {
    fixture<> one;
    const bytes record = one.give();
    bytes opened = record;
    const auto got = one.client.channel.open_in_place(opened);
    REQUIRE(got);
    CHECK(one.client.read_ticket(*got));
    CHECK(one.client.read_ticket(*got).error() == errc::ticket_outdated);
    CHECK(one.take(record) == errc::replayed);
}

TEST_CASE("who steals the secrets of an open session has no PSK of the tickets made before") {
    fixture<> one;
    const bytes before = copy_of(one.server.secrets.reveal_resumption());
    REQUIRE(one.take(one.give()) == errc::none);
    const bytes psk = copy_of(one.ticket.reveal_psk());
    const auto check_end = [&](auto& session) {
        const bytes memory = test::memory_of_object(session);
        CHECK_FALSE(test::contains(memory, before));
        CHECK_FALSE(test::contains(memory, psk));
        // What the page derives PSKs by, from what is there now, for every number.
        for (std::uint64_t number = 0; number < 255; ++number) {
            bytes nonce(8);
            tscp::write_big_endian(number, nonce);
            bytes derived(32);
            REQUIRE(tscp::expand_label<hash>(session.secrets.reveal_resumption(), tscp::bytes_of("resumption"), nonce,
                                             derived));
            CHECK(derived != psk);
        }
        tscp::secret<32> old;
        CHECK(session.secrets.take_ticket_psk(0, old) == errc::ticket_outdated);
    };
    check_end(one.server);
    check_end(one.client);
    // The same was possible with the secret before.
    bytes derived(32);
    REQUIRE(tscp::expand_label<hash>(before, tscp::bytes_of("resumption"), bytes(8), derived));
    CHECK(derived == psk);
}

TEST_CASE("a ticket record numbered above 254 ends the session of a client that reads it") {
    for (const std::uint64_t number : {std::uint64_t{255}, std::uint64_t{256}, std::uint64_t{1} << 32U,
                                       (std::uint64_t{1} << 32U) | 7U, ~std::uint64_t{0}}) {
        CAPTURE(number);
        fixture<> one;
        bytes record = test::written_by(
            [&](tscp::writer& out) { return bool{one.server.channel.seal_ticket_record(ticket_record(number), out)}; });
        const auto got = one.client.channel.open_in_place(record);
        REQUIRE(got);
        const bytes content = ticket_record(number);
        CHECK(one.ticket.assign(tscp::ticket_record{content}, one.client.secrets) == errc::protocol_violation);
        CHECK_FALSE(one.client.channel.ended());
        CHECK(one.client.read_ticket(*got).error() == errc::protocol_violation);
        CHECK(one.client.channel.ended());
        CHECK(one.client.secrets.next_ticket() == 0);
    }
    fixture<> one;
    const bytes last = ticket_record(254);
    CHECK(one.ticket.assign(tscp::ticket_record{last}, one.client.secrets) == errc::none);
}

TEST_CASE("a ticket that could not be sealed leaves both ends in step") {
    fixture<> one;
    bytes buffer(400);
    tscp::writer out{buffer};
    SECTION("no random bytes") {
        test::counted_random failing{1, 0};
        CHECK(one.server.seal_ticket(one.keys, {1000, 600}, failing, out).error() == errc::random_failed);
    }
    SECTION("no room for the record") {
        tscp::writer small{tscp::byte_span{buffer}.first(50)};
        CHECK(one.server.seal_ticket(one.keys, {1000, 600}, one.random, small).error() == errc::buffer_too_small);
        CHECK(small.size() == 0);
    }
    SECTION("no ticket key") {
        const keys_type none{};
        CHECK(one.server.seal_ticket(none, {1000, 600}, one.random, out).error() == errc::no_ticket_key);
    }
    SECTION("no time left") {
        CHECK(one.server.seal_ticket(one.keys, {1000, 0}, one.random, out).error() == errc::ticket_expired);
        CHECK(one.server.secrets.next_ticket() == 0);
    }
    CHECK(out.size() == 0);
    for (int more = 0; more < 2; ++more) {
        REQUIRE(one.take(one.give()) == errc::none);
        CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    }
}

TEMPLATE_TEST_CASE("restored ends go on with the numbers of their tickets", "", test::stream_profile, datagram) {
    fixture<TestType> one;
    REQUIRE(one.take(one.give()) == errc::none);
    const bytes first = copy_of(one.ticket.reveal_psk());
    const auto sleep = [](auto& session, std::uint64_t name) {
        test::memory_cell cell{name};
        const bytes saved = test::written_by([&](tscp::writer& out) { return bool{session.suspend(cell, out)}; });
        CHECK_FALSE(session.secrets.present());
        auto restored = std::decay_t<decltype(session)>::restore(saved, cell);
        REQUIRE(restored);
        session = std::move(*restored);
    };
    sleep(one.server, 1);
    CHECK(one.server.secrets.next_ticket() == 1);
    REQUIRE(one.take(one.give()) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    CHECK(first != copy_of(one.ticket.reveal_psk()));
    sleep(one.client, 2);
    CHECK(one.client.secrets.next_ticket() == 2);
    REQUIRE(one.take(one.give()) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
    sleep(one.client, 3);
    sleep(one.server, 4);
    REQUIRE(one.take(one.give()) == errc::none);
    CHECK(one.server_psk() == copy_of(one.ticket.reveal_psk()));
}

TEST_CASE("the secret of the tickets can be wiped alone, at either end, and stays wiped") {
    fixture<> one;
    bytes before(32);
    REQUIRE(one.server.secrets.channel_binding(before));
    const bytes resumption = copy_of(one.server.secrets.reveal_resumption());
    const bytes record = one.give();
    for (auto* const secrets : {&one.server.secrets, &one.client.secrets}) {
        secrets->clear_resumption();
        CHECK_FALSE(test::contains(test::memory_of_object(*secrets), resumption));
        CHECK(tscp::is_zero_constant_time(secrets->reveal_resumption()));
        CHECK(secrets->present());
        bytes after(32);
        CHECK(secrets->channel_binding(after));
        CHECK(after == before);
    }
    CHECK(one.take(record) == errc::ticket_outdated);
    bytes buffer(400);
    tscp::writer out{buffer};
    CHECK(one.server.seal_ticket(one.keys, {1000, 600}, one.random, out).error() == errc::no_more_tickets);
    test::memory_cell cell{1};
    const bytes saved = test::written_by([&](tscp::writer& to) { return bool{one.server.suspend(cell, to)}; });
    auto restored = tscp::server_session<datagram>::restore(saved, cell);
    REQUIRE(restored);
    CHECK(restored->seal_ticket(one.keys, {1000, 600}, one.random, out).error() == errc::no_more_tickets);
    CHECK(out.size() == 0);
}
