// SPDX-License-Identifier: MIT
// What holds a key is dead after a move, or cannot be moved; and what can be moved lives in containers.
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/memory_cell.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using stream = test::stream_profile;
using datagram = test::datagram_profile;
using chacha = tscp::portable::chacha20_poly1305;

template <class T>
constexpr bool only_moves = std::is_nothrow_move_constructible_v<T>&& std::is_nothrow_move_assignable_v<T> &&
                            !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;
template <class T>
constexpr bool stays = !std::is_move_constructible_v<T> && !std::is_move_assignable_v<T> &&
                       !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;

template <class Profile>
constexpr bool handshake_states_only_move =
    only_moves<tscp::client_channel<Profile>>&& only_moves<tscp::server_channel<Profile>>&&
        only_moves<tscp::client_session<Profile>>&& only_moves<tscp::server_session<Profile>>&&
            only_moves<tscp::waiting_client<Profile>>&& only_moves<tscp::half_open<Profile>>;

// NOLINTBEGIN(bugprone-use-after-move): what a moved-from object says is what is tested

template <class Channel>
void check_dead(Channel& dead, test::memory_cell& cell) {
    bytes memory(400);
    tscp::writer out{memory};
    CHECK_FALSE(dead.has_keys());
    CHECK(dead.seal(tscp::bytes_of("x"), out).error() == errc::state_consumed);
    CHECK(dead.seal_padded(tscp::bytes_of("x"), 1, out).error() == errc::state_consumed);
    CHECK(dead.seal_close(out).error() == errc::state_consumed);
    CHECK(dead.seal_alert(tscp::alert_code::going_away, out).error() == errc::state_consumed);
    CHECK(dead.seal_key_update(out).error() == errc::state_consumed);
    CHECK(out.size() == 0);
    bytes room(100);
    CHECK(dead.seal_in_place(tscp::byte_span{room}.subspan(20, 10), room).error() == errc::state_consumed);
    CHECK(dead.open(room, memory).error() == errc::state_consumed);
    CHECK(dead.open_in_place(room).error() == errc::state_consumed);
    CHECK(dead.suspend(cell, out).error() == errc::state_consumed);
    dead.end();
    CHECK(dead.seal(tscp::bytes_of("x"), out).error() == errc::state_consumed);
    CHECK(out.size() == 0);
}

template <class Ends>
bool talks(Ends& both) {
    return test::open(both.server.channel, test::seal(both.client.channel, tscp::bytes_of("one"))) == "one" &&
           test::open(both.client.channel, test::seal(both.server.channel, tscp::bytes_of("two"))) == "two";
}

template <class Secrets>
void check_no_secrets(Secrets&& secrets) {
    bytes out(32, 0x5a);
    CHECK_FALSE(secrets.present());
    CHECK(secrets.export_keying_material(tscp::bytes_of("label"), {}, out).error() == errc::state_consumed);
    CHECK(secrets.channel_binding(out).error() == errc::state_consumed);
    CHECK(out == bytes(32, 0x5a));
    tscp::secret<32> psk;
    CHECK(secrets.take_ticket_psk(0, psk) == errc::state_consumed);
    CHECK(tscp::is_zero_constant_time(psk.reveal()));
}

tscp::client_ticket ticket_of(test::pair<stream>& one) {
    tscp::ticket_keys<chacha, tscp::portable::sha256> keys;
    REQUIRE(keys.add(1, bytes(32, 1)));
    test::counted_random random{9};
    bytes record = test::written_by([&](tscp::writer& out) {
        return bool{one.server.seal_ticket(keys, {1000, 600}, random, out)};
    });
    const auto got = one.client.channel.open_in_place(record);
    REQUIRE(got);
    auto ticket = one.client.read_ticket(*got);
    REQUIRE(ticket);
    return std::move(*ticket);
}

}  // namespace

TEST_CASE("what holds a key moves and is not copied, or stays where it is") {
    STATIC_REQUIRE(handshake_states_only_move<stream>);
    STATIC_REQUIRE(handshake_states_only_move<datagram>);
    STATIC_REQUIRE(only_moves<tscp::session_secrets<stream::hash>>);
    STATIC_REQUIRE(only_moves<tscp::client_ticket>);
    STATIC_REQUIRE(only_moves<tscp::static_key<tscp::portable::x25519>>);
    STATIC_REQUIRE(stays<tscp::ticket_keys<chacha, tscp::portable::sha256>>);
    STATIC_REQUIRE(stays<tscp::ticket_content>);
    STATIC_REQUIRE(stays<tscp::half_open_table<datagram, 2>>);
    STATIC_REQUIRE(stays<tscp::direction_keys<stream>>);
    STATIC_REQUIRE(stays<tscp::handshake_secrets<stream>>);
    STATIC_REQUIRE(stays<tscp::key_schedule<stream::hash>>);
    STATIC_REQUIRE(stays<tscp::hmac_key<stream::hash>>);
    STATIC_REQUIRE(stays<tscp::secret<32>>);
}

TEMPLATE_TEST_CASE("a channel that was moved from is consumed, and the new one goes on", "", stream, datagram) {
    test::pair<TestType> one;
    test::memory_cell cell;
    tscp::client_channel<TestType> kept{std::move(one.client.channel)};
    check_dead(one.client.channel, cell);
    one.client.channel = std::move(kept);
    check_dead(kept, cell);
    CHECK(cell.stored == 0);
    CHECK(talks(one));
    auto& same = one.client.channel;
    one.client.channel = std::move(same);
    CHECK(talks(one));
    // A dead one makes a dead one.
    one.client.channel = std::move(kept);
    check_dead(one.client.channel, cell);
}

TEST_CASE("a channel that never held a session is consumed") {
    tscp::client_channel<stream> never;
    test::memory_cell cell;
    check_dead(never, cell);
}

TEST_CASE("a move leaves no traffic secret behind, and an assignment none of the old session") {
    test::pair<stream> one{1};
    test::pair<stream> other{2};
    test::pair<stream> twin{2};
    test::memory_cell cell;
    const bytes saved =
        test::written_by([&](tscp::writer& out) { return bool{twin.client.channel.suspend(cell, out)}; });
    const tscp::byte_view secret = tscp::byte_view{saved}.last(64 + 16).first(32);
    test::memory_of<tscp::client_channel<stream>> memory;
    auto& held = memory.make(std::move(other.client.channel));
    REQUIRE(memory.holds(secret));
    SECTION("moved from") {
        const tscp::client_channel<stream> kept{std::move(held)};
        CHECK_FALSE(memory.holds(secret));
    }
    SECTION("assigned over") {
        held = std::move(one.client.channel);
        CHECK_FALSE(memory.holds(secret));
        one.client.channel = std::move(held);
        CHECK(talks(one));
    }
    memory.destroy();
}

TEST_CASE("secrets that were moved from export nothing, and the new ones export the same") {
    test::pair<stream> one;
    bytes before(32);
    REQUIRE(one.client.secrets.channel_binding(before));
    tscp::session_secrets<stream::hash> kept{std::move(one.client.secrets)};
    check_no_secrets(one.client.secrets);
    bytes after(32);
    REQUIRE(kept.channel_binding(after));
    CHECK(after == before);
    one.client.secrets = std::move(kept);
    check_no_secrets(kept);
    REQUIRE(one.client.secrets.channel_binding(after));
    CHECK(after == before);
    check_no_secrets(tscp::session_secrets<stream::hash>{});
}

TEST_CASE("a session without secrets gives no ticket, reads none and is not suspended") {
    test::pair<stream> one;
    test::memory_cell cell;
    tscp::ticket_keys<chacha, tscp::portable::sha256> keys;
    REQUIRE(keys.add(1, bytes(32, 1)));
    test::counted_random random;
    bytes ticket_record = test::written_by([&](tscp::writer& out) {
        return bool{one.server.seal_ticket(keys, {1000, 600}, random, out)};
    });
    const auto got = one.client.channel.open_in_place(ticket_record);
    REQUIRE(got);
    const tscp::session_secrets<stream::hash> of_server{std::move(one.server.secrets)};
    const tscp::session_secrets<stream::hash> of_client{std::move(one.client.secrets)};
    bytes memory(500);
    tscp::writer out{memory};
    CHECK(one.server.seal_ticket(keys, {1000, 600}, random, out).error() == errc::state_consumed);
    CHECK(one.client.read_ticket(*got).error() == errc::state_consumed);
    CHECK(one.server.suspend(cell, out).error() == errc::state_consumed);
    CHECK(one.client.suspend(cell, out).error() == errc::state_consumed);
    CHECK(out.size() == 0);
    CHECK(cell.stored == 0);
    CHECK(talks(one));
}

TEST_CASE("a ticket that was moved from resumes nothing and is not stored") {
    test::pair<stream> one;
    tscp::client_ticket ticket = ticket_of(one);
    const bytes psk{ticket.reveal_psk().begin(), ticket.reveal_psk().end()};
    tscp::client_ticket kept{std::move(ticket)};
    CHECK_FALSE(ticket.usable());
    CHECK(ticket.reveal_psk().size() == 32);
    CHECK(tscp::is_zero_constant_time(ticket.reveal_psk()));
    CHECK(tscp::equal_public(kept.reveal_psk(), psk));
    test::counted_random random;
    bytes memory(500);
    tscp::writer out{memory};
    CHECK(tscp::client<stream>{tscp::resumption{ticket}, random}.write_hello(out).error() == errc::state_consumed);
    CHECK(ticket.write_to(out).error() == errc::state_consumed);
    CHECK(out.size() == 0);
    ticket = std::move(kept);
    CHECK_FALSE(kept.usable());
    CHECK(tscp::client<stream>{tscp::resumption{ticket}, random}.write_hello(out));
}

TEST_CASE("a ticket that was moved or replaced after the client was made is not used") {
    test::pair<stream> one;
    tscp::client_ticket ticket = ticket_of(one);
    test::counted_random random;
    const tscp::client<stream> client{tscp::resumption{ticket}, random};
    tscp::waiting_client<stream> waiting;
    bytes memory(500);
    tscp::writer out{memory};
    tscp::client_ticket kept{std::move(ticket)};
    CHECK(client.write_hello(out, waiting) == errc::state_consumed);
    // Another one, of another size, in its place.
    bytes stored = test::written_by([&](tscp::writer& to) { return bool{kept.write_to(to)}; });
    stored.push_back(0);
    ++stored[38];
    ticket = std::move(*tscp::client_ticket::from_stored(stored));
    CHECK(client.write_hello(out, waiting) == errc::state_consumed);
    CHECK(out.size() == 0);
    CHECK(random.draws == 0);
    ticket = std::move(kept);
    CHECK(client.write_hello(out, waiting) == errc::none);
}

TEST_CASE("a channel that was moved from after the peer's close has not ended in order") {
    test::pair<stream> one;
    CHECK(test::open(one.client.channel,
                     test::written_by([&](tscp::writer& out) { return bool{one.server.channel.seal_close(out)}; }))
              .empty());
    CHECK(one.client.channel.end_of_stream());
    const tscp::client_channel<stream> kept{std::move(one.client.channel)};
    CHECK_FALSE(one.client.channel.receive_closed());
    CHECK(one.client.channel.end_of_stream().error() == errc::truncated);
    CHECK(kept.end_of_stream());
}

TEMPLATE_TEST_CASE("a waiting client and a half-open server that were moved from are consumed", "", stream, datagram) {
    test::counted_random random;
    test::one_client directory;
    const bytes client_cid = test::cid_of<TestType>(0xc1);
    const bytes server_cid = test::cid_of<TestType>(0x51);
    bytes hello_memory(300);
    bytes hey_memory(300);
    tscp::writer hello{hello_memory};
    tscp::writer hey{hey_memory};
    tscp::client_options options;
    options.cid = client_cid;
    auto sent = tscp::client<TestType>{test::credential(), random, options}.write_hello(hello);
    REQUIRE(sent);
    auto answered = tscp::server<TestType, test::one_client>{directory, random}.answer_hello(
        hello.written(), hey, tscp::cid_view{server_cid});
    REQUIRE(answered);

    tscp::waiting_client<TestType> waiting{std::move(*sent)};
    CHECK(std::move(*sent).read_hey(hey.written()).error() == errc::state_consumed);
    *sent = std::move(waiting);
    CHECK(std::move(waiting).read_hey(hey.written()).error() == errc::state_consumed);
    auto client = std::move(*sent).read_hey(hey.written());
    REQUIRE(client);
    CHECK(std::move(*sent).read_hey(hey.written()).error() == errc::state_consumed);

    const bytes record = test::seal(client->channel, tscp::bytes_of("hi"));
    bytes content(100);
    tscp::half_open<TestType> half{std::move(*answered)};
    CHECK(answered->ended());
    CHECK(std::move(*answered).open(record, content).error() == errc::state_consumed);
    *answered = std::move(half);
    CHECK(std::move(half).open(record, content).error() == errc::state_consumed);
    auto server = std::move(*answered).open(record, content);
    REQUIRE(server);
    CHECK(std::move(*answered).open(record, content).error() == errc::state_consumed);
    CHECK(test::open(client->channel, test::seal(server->channel, tscp::bytes_of("yo"))) == "yo");
}

namespace {

// Assigned into an optional, moved as a vector grows, and moved as an earlier element is erased.
template <class T>
T through_containers(T&& first, T&& second) {
    std::optional<T> kept;
    kept = std::move(first);   // NOLINT(bugprone-move-forwarding-reference)
    kept = std::move(second);  // NOLINT(bugprone-move-forwarding-reference)
    std::vector<T> all;
    all.emplace_back();
    all.push_back(std::move(*kept));
    all.reserve(all.capacity() + 1);
    all.erase(all.begin());
    REQUIRE(all.size() == 1);
    return std::move(all.front());
}

}  // namespace

TEMPLATE_TEST_CASE("sessions and channels live in containers, and go on", "", stream, datagram) {
    test::pair<TestType> one{1};
    test::pair<TestType> other{2};
    SECTION("sessions") {
        one.client = through_containers(std::move(other.client), std::move(one.client));
        one.server = through_containers(std::move(other.server), std::move(one.server));
        bytes ours(32);
        bytes theirs(32);
        CHECK(one.client.secrets.channel_binding(ours));
        CHECK(one.server.secrets.channel_binding(theirs));
        CHECK(ours == theirs);
        CHECK(tscp::equal_public(one.server.client.name.bytes(), tscp::bytes_of("kitchen")));
    }
    SECTION("channels") {
        one.client.channel = through_containers(std::move(other.client.channel), std::move(one.client.channel));
        one.server.channel = through_containers(std::move(other.server.channel), std::move(one.server.channel));
    }
    CHECK(talks(one));
}

TEMPLATE_TEST_CASE("states of a handshake live in containers, and go on", "", stream, datagram) {
    test::counted_random random;
    test::one_client directory;
    const bytes client_cid = test::cid_of<TestType>(0xc1);
    const bytes server_cid = test::cid_of<TestType>(0x51);
    tscp::client_options options;
    options.cid = client_cid;
    const tscp::client<TestType> client{test::credential(), random, options};
    bytes memory(300);
    tscp::writer unused{memory};
    bytes hello_memory(300);
    tscp::writer hello{hello_memory};
    auto waiting = through_containers(std::move(*client.write_hello(unused)), std::move(*client.write_hello(hello)));
    bytes hey_memory(300);
    tscp::writer hey{hey_memory};
    tscp::server<TestType, test::one_client> server{directory, random};
    const tscp::cid_view cid{server_cid};
    bytes other_memory(300);
    tscp::writer other{other_memory};
    auto half = through_containers(std::move(*server.answer_hello(unused.written(), other, cid)),
                                   std::move(*server.answer_hello(hello.written(), hey, cid)));
    auto session = std::move(waiting).read_hey(hey.written());
    REQUIRE(session);
    bytes content(10);
    auto confirmed = std::move(half).open(test::seal(session->channel, tscp::bytes_of("hi")), content);
    REQUIRE(confirmed);
    CHECK(test::open(session->channel, test::seal(confirmed->channel, tscp::bytes_of("yo"))) == "yo");
}

// NOLINTEND(bugprone-use-after-move)
