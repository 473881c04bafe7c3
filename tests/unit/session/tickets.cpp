// SPDX-License-Identifier: MIT
// Tickets: resumption at any server with the key, expiry, rotation, revocation, group none.
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::stream_profile;
using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;

struct site : test::one_client {
    site(std::uint32_t id, std::uint8_t fill) { REQUIRE(keys.add(id, bytes(32, fill))); }

    [[nodiscard]] const keys_type& tickets() const noexcept { return keys; }
    [[nodiscard]] std::uint64_t now() const noexcept { return time; }
    [[nodiscard]] bool is_authorized(tscp::byte_view name) const noexcept {
        return welcome && tscp::equal_public(name, tscp::bytes_of("kitchen"));
    }

    keys_type keys;
    std::uint64_t time = 1000;
    bool welcome = true;
};

tscp::client_ticket give(test::ends<profile>& one, const site& at, std::uint32_t lifetime, bool none,
                         tscp::byte_view context = {}) {
    test::counted_random random{9};
    bytes record = test::written_by([&](tscp::writer& out) {
        return bool{one.server.seal_ticket(at.keys, {at.time, lifetime, none, context}, random, out)};
    });
    const auto got = one.client.channel.open_in_place(record);
    REQUIRE(got);
    REQUIRE(got->event() == tscp::record_event::ticket);
    CHECK(got->data().empty());
    auto ticket = one.client.read_ticket(*got);
    REQUIRE(ticket);
    return std::move(*ticket);
}

// A session by a ticket, or the error of the end that refuses it.
errc resume(const tscp::client_ticket& ticket, site& at, tscp::byte_view suites = {}, tscp::byte_view context = {},
            test::ends<profile>* into = nullptr) {
    test::handshake_settings settings;
    settings.seed = 11;
    settings.suites.assign(suites.begin(), suites.end());
    settings.context.assign(context.begin(), context.end());
    settings.first_content = bytes{'b', 'a', 'c', 'k'};
    test::ends<profile> both;
    if (const errc error = test::do_handshake(tscp::resumption{ticket}, at, both, settings); error != errc::none) {
        return error;
    }
    CHECK(both.first_content == settings.first_content);
    CHECK(both.server.client.resumed);
    CHECK(tscp::equal_public(both.server.client.name.bytes(), tscp::bytes_of("kitchen")));
    CHECK(test::open(both.client.channel, test::seal(both.server.channel, tscp::bytes_of("welcome"))) == "welcome");
    if (into != nullptr) { *into = std::move(both); }
    return errc::none;
}

// A ticket as it is stored, and the same with one bit of one byte turned over.
bytes stored(const tscp::client_ticket& ticket) {
    return test::written_by([&](tscp::writer& out) { return bool{ticket.write_to(out)}; });
}
tscp::client_ticket with_flipped_byte(const tscp::client_ticket& ticket, std::size_t at) {
    bytes damaged = stored(ticket);
    damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ 1U);
    auto read = tscp::client_ticket::from_stored(damaged);
    REQUIRE(read);
    return std::move(*read);
}
// format(1) | flags(1) | lifetime(4) | psk(32) | len(1) ticket
constexpr std::size_t flags_at = 1;
constexpr std::size_t psk_at = 6;
constexpr std::size_t ticket_at = 39;

}  // namespace

TEST_CASE("any server with the key resumes, until the ticket ends") {
    test::pair<profile> one;
    site first{1, 0xaa};
    const auto ticket = give(one, first, 600, false);
    CHECK(ticket.lifetime() == 600);
    CHECK(ticket.bytes().size() == keys_type::ticket_size(7));
    site second{1, 0xaa};
    CHECK(resume(ticket, second) == errc::none);
    second.time = 1599;
    CHECK(resume(ticket, second) == errc::none);
    second.time = 1600;
    CHECK(resume(ticket, second) == errc::ticket_refused);
    second.time = 1000;
    second.welcome = false;
    CHECK(resume(ticket, second) == errc::ticket_refused);
}

namespace {

struct tolerant_site : site {
    using site::site;
    [[nodiscard]] std::uint64_t clock_tolerance() const noexcept { return tolerance; }
    std::uint64_t tolerance = 0;
};

}  // namespace

TEST_CASE("a server's clock may be 60 seconds behind the first authentication, and not late at the end") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto ticket = give(one, at, 600, false);
    for (const std::uint64_t time : {999U, 940U}) {
        at.time = time;
        test::ends<profile> resumed;
        CHECK(resume(ticket, at, {}, {}, &resumed) == errc::none);
        CHECK(resumed.server.client.authenticated_at == 1000);
        CHECK(resumed.server.client.expires_at == 1600);
    }
    for (const std::uint64_t time : {939U, 0U, 1600U, 1659U}) {
        at.time = time;
        CHECK(resume(ticket, at) == errc::ticket_refused);
    }
}

TEST_CASE("a directory sets the tolerance of its clock") {
    test::pair<profile> one;
    tolerant_site at{1, 0xaa};
    const auto ticket = give(one, at, 600, false);
    const auto resumes_at = [&](std::uint64_t time, std::uint64_t tolerance) {
        test::ends<profile> both;
        at.time = time;
        at.tolerance = tolerance;
        return test::do_handshake(tscp::resumption{ticket}, at, both);
    };
    CHECK(resumes_at(1000, 0) == errc::none);
    CHECK(resumes_at(999, 0) == errc::ticket_refused);
    CHECK(resumes_at(999, 1) == errc::none);
    CHECK(resumes_at(998, 1) == errc::ticket_refused);
    CHECK(resumes_at(0, ~std::uint64_t{0}) == errc::none);
    CHECK(resumes_at(1600, ~std::uint64_t{0}) == errc::ticket_refused);
}

TEST_CASE("a ticket given by a server whose clock is behind lasts no longer than the first") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto ticket = give(one, at, 600, false);
    at.time = 950;
    test::ends<profile> resumed;
    REQUIRE(resume(ticket, at, {}, {}, &resumed) == errc::none);
    const auto renewed = give(resumed, at, 0xffffffffU, false);
    CHECK(renewed.lifetime() == 600);
    at.time = 1599;
    CHECK(resume(renewed, at) == errc::none);
    at.time = 1600;
    CHECK(resume(renewed, at) == errc::ticket_refused);
    at.time = 939;
    CHECK(resume(renewed, at) == errc::ticket_refused);
}

TEST_CASE("clocks at the end of their numbers neither trap nor lengthen a ticket") {
    constexpr std::uint64_t end = ~std::uint64_t{0};
    test::pair<profile> one;
    site at{1, 0xaa};
    // It would end after 2^64 − 1, where no clock comes.
    test::counted_random random{9};
    bytes buffer(400);
    tscp::writer out{buffer};
    CHECK(one.server.seal_ticket(at.keys, {end - 100, 600, false, {}}, random, out).error() == errc::ticket_expired);
    at.time = end - 1000;
    const auto ticket = give(one, at, 600, false);
    CHECK(resume(ticket, at) == errc::none);
    at.time = end - 400;
    CHECK(resume(ticket, at) == errc::ticket_refused);
    at.time = 0;
    CHECK(resume(ticket, at) == errc::ticket_refused);
    at.time = end - 40;
    const auto last = give(one, at, 30, false);
    CHECK(resume(last, at) == errc::none);
    at.time = end - 10;
    CHECK(resume(last, at) == errc::ticket_refused);
    at.time = 30;
    const auto early = give(one, at, 600, false);
    at.time = end;
    CHECK(resume(early, at) == errc::ticket_refused);
    at.time = 0;
    CHECK(resume(early, at) == errc::none);
}

TEST_CASE("rotation keeps old tickets good until their key goes") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto old = give(one, at, 600, false);
    REQUIRE(at.keys.add(2, bytes(32, 0xbb)));
    CHECK(resume(old, at) == errc::none);
    const auto fresh = give(one, at, 600, false);
    CHECK(fresh.bytes()[3] == 2);
    REQUIRE(at.keys.add(3, bytes(32, 0xcc)));
    CHECK(resume(old, at) == errc::ticket_refused);
    CHECK(resume(fresh, at) == errc::none);
}

TEST_CASE("a ticket of another key, context or damaged is refused") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto ticket = give(one, at, 600, false);
    site stranger{1, 0xab};
    CHECK(resume(ticket, stranger) == errc::ticket_refused);
    CHECK(resume(ticket, at, {}, tscp::bytes_of("other")) == errc::ticket_refused);
    for (std::size_t i = 0; i < ticket.bytes().size(); ++i) {
        CHECK(resume(with_flipped_byte(ticket, ticket_at + i), at) == errc::ticket_refused);
    }
    CHECK(resume(with_flipped_byte(ticket, psk_at), at) == errc::wrong_binder);
}

TEST_CASE("resumption without a group only where the ticket allows it") {
    const std::uint8_t none[] = {0x01};
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto strict = give(one, at, 600, false);
    const auto loose = give(one, at, 600, true);
    CHECK(resume(loose, at, none) == errc::none);
    CHECK(resume(strict, at, none) == errc::group_none_not_allowed);
    const auto lying = with_flipped_byte(strict, flags_at);
    REQUIRE(lying.group_none());
    CHECK(resume(lying, at, none) == errc::no_common_suite);
}

TEST_CASE("renewal does not lengthen the first authentication") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto ticket = give(one, at, 600, false);
    at.time = 1500;
    test::ends<profile> resumed;
    REQUIRE(resume(ticket, at, {}, {}, &resumed) == errc::none);
    const auto renewed = give(resumed, at, 600, false);
    CHECK(renewed.lifetime() == 100);
    CHECK(resume(renewed, at) == errc::none);
    at.time = 1600;
    CHECK(resume(renewed, at) == errc::ticket_refused);
    test::counted_random random;
    bytes buffer(500);
    tscp::writer out{buffer};
    CHECK(resumed.server.seal_ticket(at.keys, {1600, 600}, random, out).error() == errc::ticket_expired);
    CHECK(out.size() == 0);
}

namespace {

// A ticket record's content of this size, as far as it goes: lifetime(4) | flags(1) | number(8) | ticket
bytes numbered_zero(std::size_t size) {
    bytes content(size, 1);
    for (std::size_t i = 5; i < 13 && i < size; ++i) { content[i] = 0; }
    return content;
}

}  // namespace

TEST_CASE("a ticket record of a size that none has ends the session") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{13}, std::size_t{269}}) {
        CAPTURE(size);
        test::pair<profile> one;
        bytes record = test::written_by(
            [&](tscp::writer& out) { return bool{one.server_channel().seal_ticket_record(numbered_zero(size), out)}; });
        CHECK(one.client_channel().open_in_place(record).error() == errc::protocol_violation);
        CHECK(one.client_channel().ended());
    }
    for (const std::size_t size : {std::size_t{14}, std::size_t{268}}) {
        CAPTURE(size);
        test::pair<profile> one;
        bytes record = test::written_by(
            [&](tscp::writer& out) { return bool{one.server_channel().seal_ticket_record(numbered_zero(size), out)}; });
        const auto got = one.client_channel().open_in_place(record);
        REQUIRE(got);
        auto ticket = one.client.read_ticket(*got);
        REQUIRE(ticket);
        CHECK(ticket->bytes().size() == size - 13);
    }
}

TEST_CASE("a ticket that was not taken leaves the one before as it was") {
    test::pair<profile> one;
    site at{1, 0xaa};
    auto ticket = give(one, at, 600, false);
    const bytes before = stored(ticket);
    const bytes record = numbered_zero(20);
    SECTION("no ticket") { CHECK(ticket.assign(tscp::ticket_record{}, one.client.secrets) == errc::malformed_ticket); }
    SECTION("no secrets") {
        tscp::session_secrets<profile::hash> none;
        CHECK(ticket.assign(tscp::ticket_record{record}, none) == errc::state_consumed);
    }
    SECTION("an older one") {
        CHECK(ticket.assign(tscp::ticket_record{record}, one.client.secrets) == errc::ticket_outdated);
    }
    CHECK(stored(ticket) == before);
    CHECK(resume(ticket, at) == errc::none);
}

TEST_CASE("a newer ticket takes the place of the one before, whose PSK is overwritten") {
    test::pair<profile> one;
    site at{1, 0xaa};
    test::memory_of<tscp::client_ticket> memory;
    auto& ticket = memory.make(give(one, at, 600, false));
    const bytes psk{ticket.reveal_psk().begin(), ticket.reveal_psk().end()};
    CHECK(memory.holds(psk));
    ticket = give(one, at, 600, false);
    CHECK_FALSE(memory.holds(psk));
    CHECK(resume(ticket, at) == errc::none);
    memory.destroy();
}

TEST_CASE("a stored ticket comes back whole, and no other bytes do") {
    test::pair<profile> one;
    site at{1, 0xaa};
    const auto ticket = give(one, at, 600, true);
    const bytes kept = stored(ticket);
    CHECK(kept.size() == ticket_at + ticket.bytes().size());
    const auto read = tscp::client_ticket::from_stored(kept);
    REQUIRE(read);
    CHECK(read->lifetime() == 600);
    CHECK(read->group_none());
    CHECK(tscp::equal_public(read->bytes(), ticket.bytes()));
    CHECK(tscp::equal_public(read->reveal_psk(), ticket.reveal_psk()));
    CHECK(resume(*read, at) == errc::none);
    for (std::size_t size = 0; size < kept.size(); ++size) {
        CHECK(tscp::client_ticket::from_stored(tscp::byte_view{kept}.first(size)).error() == errc::malformed_ticket);
    }
    bytes longer = kept;
    longer.push_back(0);
    CHECK(tscp::client_ticket::from_stored(longer).error() == errc::malformed_ticket);
    bytes other_format = kept;
    other_format[0] = 2;
    CHECK(tscp::client_ticket::from_stored(other_format).error() == errc::malformed_ticket);
    for (std::size_t size = 0; size < kept.size(); ++size) {
        bytes buffer(size);
        tscp::writer out{buffer};
        CHECK(ticket.write_to(out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
    }
}

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from ticket says is what is tested

TEST_CASE("a ticket that was moved from resumes nothing") {
    test::pair<profile> one;
    site at{1, 0xaa};
    auto ticket = give(one, at, 600, false);
    const bytes psk{ticket.reveal_psk().begin(), ticket.reveal_psk().end()};
    const tscp::client_ticket taken{std::move(ticket)};
    CHECK_FALSE(ticket.usable());
    CHECK_FALSE(test::contains(test::memory_of_object(ticket), psk));
    CHECK(test::contains(test::memory_of_object(taken), psk));
    CHECK(resume(ticket, at) == errc::state_consumed);
    bytes buffer(400);
    tscp::writer out{buffer};
    CHECK(ticket.write_to(out).error() == errc::state_consumed);
    CHECK(resume(taken, at) == errc::none);
}

// NOLINTEND(bugprone-use-after-move)
