// SPDX-License-Identifier: MIT
// The table of half-open sessions of a datagram server.
#include <optional>
#include <string>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using profile = test::profile_of<tscp::framing::datagram, test::x25519_chacha>;
using client = tscp::client<profile>;

struct many_clients {
    static tscp::psk_entry find_psk(tscp::byte_view identity) noexcept { return test::entry(identity); }
};
using server = tscp::server<profile, many_clients>;

struct fixture {
    test::counted_random random;
    many_clients directory;
    server at{directory, random};
    tscp::half_open_table<profile, 4, 2> table;

    bytes hello(const std::string& identity, std::optional<tscp::waiting_client<profile>>& waiting) {
        bytes buffer(300);
        tscp::writer out{buffer};
        auto sent = client{test::credential(identity), random}.write_hello(out);
        waiting.emplace(std::move(*sent));
        return {out.written().begin(), out.written().end()};
    }
    bytes answer(const bytes& message, std::uint64_t link, std::uint64_t now = 0) {
        bytes buffer(300);
        tscp::writer out{buffer};
        (void)table.answer_hello(at, message, link, now, out);
        return {out.written().begin(), out.written().end()};
    }
};
using waiting = std::optional<tscp::waiting_client<profile>>;

}  // namespace

TEST_CASE("a repeated Hello gets the stored Hey and draws nothing, until it is confirmed") {
    fixture one;
    waiting client_state;
    const bytes hello = one.hello("a", client_state);
    const bytes hey = one.answer(hello, 1);
    const std::size_t draws = one.random.draws;
    CHECK(one.answer(hello, 1) == hey);
    CHECK(one.random.draws == draws);
    CHECK(one.table.size() == 1);
    auto session = std::move(*client_state).read_hey(hey);
    REQUIRE(session);
    const bytes record = test::seal(session->channel, tscp::bytes_of("hi"));
    bytes content(100);
    bytes damaged = record;
    damaged[5] = static_cast<std::uint8_t>(damaged[5] ^ 1U);
    CHECK(one.table.open(damaged, 1, content).error() == errc::not_authentic);
    CHECK(one.table.open(record, 2, content).error() == errc::not_authentic);
    auto done = one.table.open(record, 1, content);
    REQUIRE(done);
    CHECK(done->first_record.data().size() == 2);
    CHECK(one.table.size() == 0);
    CHECK(one.answer(hello, 1) != hey);
    CHECK(one.random.draws > draws);
    CHECK(one.table.open(record, 1, content).error() == errc::not_authentic);
    CHECK(test::open(session->channel, test::seal(done->channel, tscp::bytes_of("yo"))) == "yo");
}

TEST_CASE("places are bounded, for each client and in all, and the oldest goes") {
    fixture one;
    waiting state[6];
    bytes heys[6];
    heys[0] = one.answer(one.hello("a", state[0]), 1);
    heys[1] = one.answer(one.hello("a", state[1]), 1);
    heys[2] = one.answer(one.hello("a", state[2]), 1);
    CHECK(one.table.size() == 2);
    heys[3] = one.answer(one.hello("b", state[3]), 1);
    heys[4] = one.answer(one.hello("c", state[4]), 1);
    CHECK(one.table.size() == 4);
    heys[5] = one.answer(one.hello("d", state[5]), 1);
    CHECK(one.table.size() == 4);
    const bool stands[] = {false, false, true, true, true, true};
    for (std::size_t i = 0; i < 6; ++i) {
        auto session = std::move(*state[i]).read_hey(heys[i]);
        REQUIRE(session);
        bytes content(100);
        CHECK(bool{one.table.open(test::seal(session->channel, {}), 1, content)} == stands[i]);
    }
}

TEST_CASE("places expire") {
    fixture one;
    waiting state[2];
    one.answer(one.hello("a", state[0]), 1, 10);
    one.answer(one.hello("b", state[1]), 1, 20);
    one.table.expire_before(20);
    CHECK(one.table.size() == 1);
    one.table.expire_before(21);
    CHECK(one.table.size() == 0);
}

TEST_CASE("a half-open session that ended holds no secret of the session") {
    using stream = test::stream_profile;
    test::counted_random random;
    test::one_client known;
    tscp::server<stream, test::one_client> at{known, random};
    tscp::waiting_client<stream> waiting;
    bytes hello_buffer(300);
    bytes hey_buffer(300);
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    REQUIRE(tscp::client<stream>{test::credential(), random}.write_hello(hello, waiting) == errc::none);
    test::memory_of<tscp::half_open<stream>> memory;
    auto& half = memory.make();
    REQUIRE(at.answer_hello(hello.written(), hey, {}, half) == errc::none);
    auto session = std::move(waiting).read_hey(hey.written());
    REQUIRE(session);
    const auto secrets = {session->secrets.reveal_exporter(), session->secrets.reveal_resumption()};
    for (const tscp::byte_view secret : secrets) { CHECK(memory.holds(secret)); }
    bytes forged = test::seal(session->channel, tscp::bytes_of("first"));
    bytes content(100);
    SECTION("by a forged first record") {
        forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
        CHECK(std::move(half).open(forged, content).error() == errc::not_authentic);
    }
    SECTION("by a first record that opens: the session has them") { CHECK(std::move(half).open(forged, content)); }
    SECTION("by its owner") { half.end(); }
    CHECK(half.ended());
    for (const tscp::byte_view secret : secrets) { CHECK_FALSE(memory.holds(secret)); }
    memory.destroy();
}
