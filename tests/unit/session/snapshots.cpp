// SPDX-License-Identifier: MIT
// Snapshots end the session object, and are restored once at most: no nonce is used twice, whatever is restored, how
// often and how late.
#include <map>
#include <memory>

#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/memory_cell.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"
#include "../../support/watched_aead.hpp"

namespace {

using test::bytes;
using test::memory_cell;
using tscp::errc;

struct unlimited_aead : test::watched_aead {
    using watched_aead::watched_aead;
    static constexpr std::uint64_t seal_limit = 1U << 20U;
    static constexpr std::uint64_t open_limit = 1U << 20U;
};
struct datagrams : test::profile_of<tscp::framing::datagram, tscp::suite<tscp::portable::x25519, unlimited_aead>> {
    static constexpr std::size_t cid_size = 4;
};
struct short_cids : datagrams {
    static constexpr std::size_t cid_size = 2;
};
using streams = test::profile_of<tscp::framing::stream, tscp::suite<tscp::portable::x25519, unlimited_aead>>;
using channel = tscp::client_channel<datagrams>;

template <class Session>
bytes suspend(Session& session, memory_cell& cell) {
    return test::written_by([&](tscp::writer& out) { return bool{session.suspend(cell, out)}; });
}

}  // namespace

TEST_CASE("a suspended session goes on where it stopped") {
    test::pair<streams> one;
    memory_cell cell;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("a"))) == "a");
    const bytes saved = suspend(one.client_channel(), cell);
    CHECK(one.client_channel().ended());
    auto restored = tscp::client_channel<streams>::restore(saved, cell);
    REQUIRE(restored);
    CHECK(test::open(one.server_channel(), test::seal(*restored, tscp::bytes_of("b"))) == "b");
    CHECK(test::open(*restored, test::seal(one.server_channel(), tscp::bytes_of("c"))) == "c");
    CHECK(restored->confirmed());
    CHECK(tscp::client_channel<streams>::restore(saved, cell).error() == errc::snapshot_refused);
}

TEST_CASE("a suspended object seals and opens nothing more, and holds no key") {
    test::pair<datagrams> one;
    memory_cell cell;
    const bytes record = test::seal(one.server_channel(), tscp::bytes_of("late"));
    const bytes saved = suspend(one.client_channel(), cell);
    bytes buffer(300);
    tscp::writer out{buffer};
    CHECK(one.client_channel().seal({}, out).error() == errc::session_ended);
    CHECK(one.client_channel().suspend(cell, out).error() == errc::session_ended);
    CHECK(test::error_of(one.client_channel(), record) == errc::session_ended);
    CHECK(out.size() == 0);
    // The traffic secrets lie before the check in the snapshot, and nowhere in the object.
    const tscp::byte_view secrets = tscp::byte_view{saved}.last(64 + 16).first(64);
    CHECK_FALSE(test::contains(test::memory_of_object(one.client_channel()), secrets.first(32)));
    CHECK_FALSE(test::contains(test::memory_of_object(one.client_channel()), secrets.last(32)));
    CHECK(channel::restore(saved, cell));
}

TEST_CASE("a session restored in place of another goes on, and the other is gone") {
    test::pair<datagrams> one{1};
    test::pair<datagrams> other{2};
    memory_cell client_cell{1};
    memory_cell server_cell{2};
    // With next keys of the other session, made for a record of a later epoch that was forged.
    CHECK(test::error_of(other.client_channel(), bytes(40, 0x99)) != errc::none);
    const bytes client_saved = suspend(one.client, client_cell);
    const bytes server_saved = suspend(one.server, server_cell);
    const bytes late = test::seal(other.server_channel(), tscp::bytes_of("late"));
    REQUIRE(tscp::client_session<datagrams>::restore(client_saved, client_cell, other.client) == errc::none);
    CHECK(test::error_of(other.client_channel(), late) != errc::none);
    REQUIRE(tscp::server_session<datagrams>::restore(server_saved, server_cell, other.server) == errc::none);
    CHECK(other.server.first_record.data().empty());
    CHECK(test::open(other.server_channel(), test::seal(other.client_channel(), tscp::bytes_of("b"))) == "b");
    CHECK(test::open(other.client_channel(), test::seal(other.server_channel(), tscp::bytes_of("c"))) == "c");
}

TEST_CASE("a session has ended where it was to be restored in place and the snapshot is refused") {
    test::pair<datagrams> one{1};
    memory_cell cell;
    const bytes saved = suspend(one.client, cell);
    for (const errc expected : {errc::malformed_snapshot, errc::snapshot_refused}) {
        bytes tried = saved;
        if (expected == errc::malformed_snapshot) { tried.pop_back(); }
        if (expected == errc::snapshot_refused) { ++cell.stored; }
        test::pair<datagrams> live{3};
        CHECK(tscp::client_session<datagrams>::restore(tried, cell, live.client) == expected);
        CHECK(live.client_channel().ended());
        CHECK_FALSE(live.client.secrets.present());
    }
}

TEST_CASE("a damaged or foreign snapshot is refused and claims nothing") {
    test::pair<datagrams> one;
    memory_cell cell;
    const bytes saved = suspend(one.client_channel(), cell);
    const std::uint64_t stored = cell.stored;
    for (std::size_t bit = 0; bit < 8 * saved.size(); ++bit) {
        bytes damaged = saved;
        damaged[bit / 8] = static_cast<std::uint8_t>(damaged[bit / 8] ^ (1U << (bit % 8)));
        CHECK(channel::restore(damaged, cell).error() == errc::malformed_snapshot);
    }
    for (std::size_t size = 0; size < saved.size(); ++size) {
        CHECK(channel::restore(tscp::byte_view{saved}.first(size), cell).error() == errc::malformed_snapshot);
    }
    CHECK(tscp::server_channel<datagrams>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(tscp::client_channel<streams>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(tscp::client_session<datagrams>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(cell.stored == stored);
    CHECK(channel::restore(saved, cell));
}

TEST_CASE("a snapshot of a profile with connection ids of another size is refused") {
    // Read with an own connection id of two bytes, the third is the size of the peer's, which ends where the others do.
    const bytes own_cid{0, 0, 6, 1};
    const bytes server_cid(4, 0x51);
    test::counted_random random;
    test::one_client clients;
    tscp::client_options options;
    options.cid = own_cid;
    bytes buffer(300);
    tscp::writer out{buffer};
    auto waiting = tscp::client<datagrams>{test::credential(), random, options}.write_hello(out);
    REQUIRE(waiting);
    bytes reply(300);
    tscp::writer hey{reply};
    REQUIRE(tscp::server<datagrams, test::one_client>{clients, random}.answer_hello(out.written(), hey,
                                                                                    tscp::cid_view{server_cid}));
    auto session = std::move(*waiting).read_hey(hey.written());
    REQUIRE(session);
    memory_cell cell;
    const bytes saved = suspend(session->channel, cell);
    CHECK(tscp::client_channel<short_cids>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(channel::restore(saved, cell));
}

TEST_CASE("a cell restores its own session alone, though its number fits another's") {
    test::pair<datagrams> one{1};
    test::pair<datagrams> other{2};
    memory_cell cell{1};
    memory_cell other_cell{2};
    const bytes saved = suspend(one.client_channel(), cell);
    (void)suspend(other.client_channel(), other_cell);
    REQUIRE(cell.stored == other_cell.stored);
    CHECK(channel::restore(saved, other_cell).error() == errc::snapshot_refused);
    CHECK(channel::restore(saved, cell));
    CHECK(channel::restore(saved, cell).error() == errc::snapshot_refused);
}

TEST_CASE("of two who suspend over one cell, the one who comes late is ended") {
    test::pair<datagrams> one;
    memory_cell cell;
    // Between this object's look at the cell and its write, another moves it.
    cell.before_exchange = [&] { ++cell.stored; };
    bytes buffer(300);
    tscp::writer out{buffer};
    CHECK(one.client_channel().suspend(cell, out).error() == errc::snapshot_refused);
    CHECK(out.size() == 0);
    CHECK(one.client_channel().ended());
}

TEST_CASE("a cell that cannot be read, or is at its end, leaves the session as it was") {
    test::pair<datagrams> one;
    memory_cell cell;
    bytes buffer(300);
    tscp::writer out{buffer};
    cell.readable = false;
    CHECK(one.client_channel().suspend(cell, out).error() == errc::snapshot_refused);
    cell.readable = true;
    for (const std::uint64_t end : {~std::uint64_t{0}, ~std::uint64_t{0} - 1}) {
        cell.stored = end;
        CHECK(one.client_channel().suspend(cell, out).error() == errc::snapshot_refused);
        CHECK(cell.stored == end);
    }
    for (std::size_t size = 0; size < channel::max_snapshot_size; ++size) {
        tscp::writer small{tscp::byte_span{buffer}.first(size)};
        CHECK(one.client_channel().suspend(cell, small).error() == errc::buffer_too_small);
    }
    CHECK(out.size() == 0);
    CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("on"))) == "on");
}

TEST_CASE("the last snapshot of a cell is restored") {
    test::pair<datagrams> one;
    memory_cell cell;
    cell.stored = ~std::uint64_t{0} - 2;
    const bytes snapshot = suspend(one.client_channel(), cell);
    auto restored = channel::restore(snapshot, cell);
    REQUIRE(restored);
    CHECK(cell.stored == ~std::uint64_t{0});
    CHECK(test::open(one.server_channel(), test::seal(*restored, tscp::bytes_of("on"))) == "on");
}

TEST_CASE("a restored end keeps numbers, failures, losses, epochs and closes exactly") {
    test::pair<datagrams> one;
    memory_cell cell;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    const bytes update =
        test::written_by([&](tscp::writer& out) { return bool{one.client_channel().seal_key_update(out)}; });
    CHECK(test::open(one.server_channel(), update).empty());
    (void)test::seal(one.server_channel(), {});
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("b"))) == "b");
    CHECK(one.client_channel().lost_records() == 1);
    bytes forged = test::seal(one.server_channel(), {});
    forged.back() ^= 1U;
    CHECK(test::error_of(one.client_channel(), forged) == errc::not_authentic);
    const bytes close = test::written_by([&](tscp::writer& out) { return bool{one.server_channel().seal_close(out)}; });
    CHECK(test::error_of(one.client_channel(), close) == errc::none);

    const bytes saved = suspend(one.client_channel(), cell);
    auto restored = channel::restore(saved, cell);
    REQUIRE(restored);
    CHECK(restored->lost_records() == 2);
    CHECK(restored->receive_closed());
    CHECK_FALSE(restored->send_closed());
    const bytes record = test::seal(*restored, tscp::bytes_of("x"));
    CHECK((record[0] & 3) == 1);
    // Two bytes of number until a record of the peer was opened, which has closed.
    CHECK((record[0] & 4) != 0);
    CHECK((test::seal(*restored, {})[0] & 4) != 0);
    CHECK(test::open(one.server_channel(), record) == "x");
    // Suspended again at once, the same state comes out under the next number: failures are in it too.
    memory_cell twin_cell;
    auto copy = channel::restore(suspend(*restored, cell), cell);
    REQUIRE(copy);
    const bytes again = suspend(*copy, twin_cell);
    CHECK(tscp::read_big_endian(tscp::byte_view{again}.subspan(34, 4)) == 1);
}

TEST_CASE("suspended, restored and suspended again, a session has the same snapshot but for the cell's number") {
    using access = test::channel_access<datagrams>;
    using tscp::receive_action;
    for (const bool after_next : {false, true}) {
        for (const bool closed : {false, true}) {
            test::pair<datagrams> one;
            auto& client = one.client_channel();
            access::set_terms(client, 777, closed);
            REQUIRE(access::send(client).restore(0x123456789abc, 2, true, closed));
            auto& receive = access::receive(client);
            REQUIRE(receive.restore(0x0102030405, 2, 0x0abcdef, 0x0fedcba, after_next, 0xfedc, !closed));
            memory_cell cell;
            const bytes saved = suspend(client, cell);
            auto restored = channel::restore(saved, cell);
            REQUIRE(restored);
            CHECK(access::receive(*restored).failures() == 0x0abcdef);
            CHECK(access::receive(*restored).later_failures() == 0x0fedcba);
            CHECK(access::receive(*restored).after_next_failed() == after_next);
            const bytes again = suspend(*restored, cell);
            const auto state_of = [](const bytes& snapshot) {
                const std::size_t check = snapshot.size() - 16;
                bytes state{snapshot.begin(), snapshot.begin() + 12};
                state.insert(state.end(), snapshot.begin() + 20, snapshot.begin() + static_cast<std::ptrdiff_t>(check));
                return state;
            };
            CHECK(state_of(again) == state_of(saved));
            CHECK(again != saved);
        }
    }
}

TEST_CASE("no snapshot is restored whose epochs no session has") {
    using access = test::channel_access<datagrams>;
    for (std::uint8_t sending = 0; sending < 4; ++sending) {
        for (std::uint8_t receiving = 0; receiving < 4; ++receiving) {
            for (const std::uint64_t number : {0U, 1U}) {
                for (const bool closed : {false, true}) {
                    CAPTURE(sending, receiving, number, closed);
                    test::pair<datagrams> one;
                    auto& send = access::send(one.client_channel());
                    REQUIRE(send.restore(number, sending, false, closed));
                    REQUIRE(access::receive(one.client_channel()).restore(9, receiving, 0, 0, false, 0, false));
                    memory_cell cell;
                    const bool can_be = send.can_receive_in(receiving);
                    const bytes saved = suspend(one.client_channel(), cell);
                    CHECK(bool{channel::restore(saved, cell)} == can_be);
                }
            }
        }
    }
}

TEST_CASE("a record that was opened before a sleep is not opened again after it") {
    test::pair<datagrams> one;
    memory_cell cell;
    std::vector<bytes> records(5);
    for (bytes& record : records) { record = test::seal(one.server_channel(), tscp::bytes_of("once")); }
    for (const std::size_t i : {0U, 1U, 3U}) { CHECK(test::open(one.client_channel(), records[i]) == "once"); }
    auto restored = channel::restore(suspend(one.client_channel(), cell), cell);
    REQUIRE(restored);
    for (const std::size_t i : {0U, 1U, 2U, 3U}) { CHECK(test::error_of(*restored, records[i]) == errc::replayed); }
    CHECK(test::open(*restored, records[4]) == "once");
}

TEST_CASE("a session is suspended with its secrets where the session does it, and without where the channel does") {
    test::pair<datagrams> one;
    memory_cell client_cell{1};
    memory_cell server_cell{2};
    bytes before(32);
    REQUIRE(one.client.secrets.channel_binding(before));
    const bytes client_saved = suspend(one.client, client_cell);
    const bytes server_saved = suspend(one.server, server_cell);
    CHECK(one.client.channel.ended());
    CHECK(one.client.secrets.channel_binding(before).error() == errc::state_consumed);
    CHECK(one.server.secrets.channel_binding(before).error() == errc::state_consumed);
    CHECK(channel::restore(client_saved, client_cell).error() == errc::malformed_snapshot);

    auto client = tscp::client_session<datagrams>::restore(client_saved, client_cell);
    auto server = tscp::server_session<datagrams>::restore(server_saved, server_cell);
    REQUIRE(client);
    REQUIRE(server);
    bytes ours(32);
    bytes theirs(32);
    CHECK(client->secrets.channel_binding(ours));
    CHECK(server->secrets.channel_binding(theirs));
    CHECK(ours == theirs);
    CHECK(client->suite_id == 0x11);
    CHECK(tscp::equal_public(server->client.name.bytes(), tscp::bytes_of("kitchen")));

    // Tickets go on working.
    tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256> keys;
    REQUIRE(keys.add(1, bytes(32, 1)));
    test::counted_random random;
    bytes record = test::written_by([&](tscp::writer& out) {
        return bool{server->seal_ticket(keys, {1000, 60}, random, out)};
    });
    const auto got = client->channel.open_in_place(record);
    REQUIRE(got);
    CHECK(client->read_ticket(*got));
}

TEST_CASE("every truncated snapshot of a session is refused") {
    test::pair<datagrams> one;
    memory_cell cell;
    const bytes saved = suspend(one.server, cell);
    for (std::size_t size = 0; size < saved.size(); ++size) {
        CHECK(tscp::server_session<datagrams>::restore(tscp::byte_view{saved}.first(size), cell).error() ==
              errc::malformed_snapshot);
    }
    CHECK(tscp::server_channel<datagrams>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(tscp::client_session<datagrams>::restore(saved, cell).error() == errc::malformed_snapshot);
    CHECK(tscp::server_session<datagrams>::restore(saved, cell));
}

TEST_CASE("snapshots are small") {
    test::pair<datagrams> one;
    memory_cell cell;
    CHECK(suspend(one.client_channel(), cell).size() == 133);
    STATIC_REQUIRE(channel::max_snapshot_size <= 148);
    test::pair<datagrams> other;
    CHECK(suspend(other.server, cell).size() - other.server.client.name.bytes().size() <= 224);
}

TEST_CASE("no nonce is used twice, wherever the power is cut, restored twice or late") {
    test::nonce_log::reset();
    test::repeatable_random choice{20260101};
    std::size_t restores = 0;
    std::size_t refusals = 0;
    for (std::uint64_t run = 0; run < 200; ++run) {
        test::pair<datagrams> one{run + 1};
        memory_cell cell{run};
        std::vector<bytes> saved;
        auto live = std::make_unique<channel>(std::move(one.client_channel()));
        for (int step = 0; step < 120; ++step) {
            // The next write of the cell may be the last before the cut, and may or may not have been stored.
            cell.outcome = choice.below(8) == 0   ? memory_cell::exchange::fails_unstored
                           : choice.below(8) == 0 ? memory_cell::exchange::fails_stored
                                                  : memory_cell::exchange::works;
            switch (choice.below(6)) {
                case 0: {
                    if (!live || choice.below(2) != 0) { break; }
                    bytes buffer(300);
                    tscp::writer out{buffer};
                    if (live->suspend(cell, out)) { saved.emplace_back(out.written().begin(), out.written().end()); }
                    break;
                }
                case 1:
                    if (choice.below(6) == 0) { live.reset(); }  // the power is cut
                    break;
                case 2: {
                    if (saved.empty()) { break; }
                    // Any snapshot that was ever stored, while another object may still live.
                    auto restored = channel::restore(saved[choice.below(saved.size())], cell);
                    if (restored) {
                        live = std::make_unique<channel>(std::move(*restored));
                        ++restores;
                    } else {
                        ++refusals;
                    }
                    break;
                }
                default: {
                    if (!live) { break; }
                    bytes buffer(100);
                    tscp::writer out{buffer};
                    if (live->seal(tscp::bytes_of("beat"), out)) {
                        (void)test::error_of(one.server_channel(), {out.written().begin(), out.written().end()});
                        const bytes back = test::seal(one.server_channel(), tscp::bytes_of("ok"));
                        (void)test::error_of(*live, back);
                    }
                }
            }
        }
    }
    CHECK(restores > 100);
    CHECK(refusals > 300);
    CHECK(test::nonce_log::repeats() == 0);
}
