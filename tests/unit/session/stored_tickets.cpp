// SPDX-License-Identifier: MIT
// Tickets in a client's storage: what is written comes back, and what was cut or damaged resumes nothing.
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::stream_profile;
using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;

struct site {
    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] static std::uint64_t now() noexcept { return 1000; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }
    keys_type keys;
};

struct fixture {
    explicit fixture(bool group_none) {
        REQUIRE(at.keys.add(1, bytes(32, 0xaa)));
        test::pair<profile> one;
        test::counted_random random{9};
        bytes record = test::written_by([&](tscp::writer& out) {
            return bool{one.server.seal_ticket(at.keys, {1000, 600, group_none}, random, out)};
        });
        const auto got = one.client.channel.open_in_place(record);
        REQUIRE(got);
        auto read = one.client.read_ticket(*got);
        REQUIRE(read);
        ticket = std::move(*read);
        stored = test::written_by([&](tscp::writer& out) { return bool{ticket.write_to(out)}; });
    }

    errc resume(const tscp::client_ticket& with) {
        test::ends<profile> both;
        return test::do_handshake(tscp::resumption{with}, at, both);
    }

    site at;
    tscp::client_ticket ticket;
    bytes stored;
};

}  // namespace

TEST_CASE("a stored ticket comes back as it was, and resumes") {
    for (const bool group_none : {false, true}) {
        fixture one{group_none};
        CHECK(one.stored.size() == 6 + 32 + 1 + one.ticket.bytes().size());
        CHECK(one.stored.size() <= tscp::client_ticket::max_stored_size);
        auto back = tscp::client_ticket::from_stored(one.stored);
        REQUIRE(back);
        CHECK(back->usable());
        CHECK(back->lifetime() == 600);
        CHECK(back->group_none() == group_none);
        CHECK(tscp::equal_public(back->bytes(), one.ticket.bytes()));
        CHECK(tscp::equal_public(back->reveal_psk(), one.ticket.reveal_psk()));
        CHECK(test::written_by([&](tscp::writer& out) { return bool{back->write_to(out)}; }) == one.stored);
        CHECK(one.resume(*back) == errc::none);
    }
}

TEST_CASE("a ticket is stored whole or not at all") {
    const fixture one{false};
    for (std::size_t size = 0; size < one.stored.size(); ++size) {
        bytes memory(size, 0x5a);
        tscp::writer out{memory};
        CHECK(one.ticket.write_to(out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
        CHECK(memory == bytes(size, 0x5a));
    }
    CHECK(tscp::client_ticket{}.usable() == false);
    bytes memory(400);
    tscp::writer out{memory};
    CHECK(tscp::client_ticket{}.write_to(out).error() == errc::state_consumed);
}

TEST_CASE("a stored ticket that was cut or made longer is refused") {
    const fixture one{false};
    for (std::size_t size = 0; size < one.stored.size(); ++size) {
        CAPTURE(size);
        CHECK(tscp::client_ticket::from_stored(tscp::byte_view{one.stored}.first(size)).error() ==
              errc::malformed_ticket);
    }
    bytes longer = one.stored;
    for (std::size_t more = 0; more < 300; ++more) {
        longer.push_back(0);
        CHECK(tscp::client_ticket::from_stored(longer).error() == errc::malformed_ticket);
    }
    bytes without_ticket(one.stored.begin(), one.stored.begin() + 39);
    without_ticket[38] = 0;
    CHECK(tscp::client_ticket::from_stored(without_ticket).error() == errc::malformed_ticket);
}

TEST_CASE("a stored ticket with a bit flipped is refused here, or by the server, or says another time") {
    fixture one{false};
    std::size_t refused_here = 0;
    for (std::size_t bit = 0; bit < 8 * one.stored.size(); ++bit) {
        CAPTURE(bit);
        bytes damaged = one.stored;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
        const auto ticket = tscp::client_ticket::from_stored(damaged);
        if (!ticket) {
            CHECK(ticket.error() == errc::malformed_ticket);
            ++refused_here;
            continue;
        }
        const std::size_t at = bit / 8;
        if (at == 1) {
            // The server has its own word on group none.
            CHECK(ticket->group_none());
            const bytes none{0x01};
            test::handshake_settings settings;
            settings.suites = none;
            test::ends<profile> both;
            CHECK(test::do_handshake(tscp::resumption{*ticket}, one.at, both, settings) == errc::no_common_suite);
        } else if (at < 6) {
            CHECK(ticket->lifetime() != 600);
        } else if (at < 38) {
            CHECK(one.resume(*ticket) == errc::wrong_binder);
        } else {
            CHECK(one.resume(*ticket) == errc::ticket_refused);
        }
    }
    CHECK(refused_here == 8 + 7 + 8);  // format, flags, size
}

TEST_CASE("a record that is no ticket leaves the one before in its place") {
    test::pair<profile> live;
    tscp::session_secrets<profile::hash> none;
    for (const std::size_t size : {0U, 12U, 13U, 269U, 14U}) {  // the last would be a ticket, if there were secrets
        CAPTURE(size);
        fixture one{false};
        const bytes record(size, 0);
        const errc error = one.ticket.assign(tscp::ticket_record{record}, size == 14 ? none : live.client.secrets);
        CHECK(error == (size == 14 ? errc::state_consumed : errc::malformed_ticket));
        CHECK(test::written_by([&](tscp::writer& out) { return bool{one.ticket.write_to(out)}; }) == one.stored);
        CHECK(one.resume(one.ticket) == errc::none);
    }
    CHECK(live.client.secrets.next_ticket() == 0);
}
