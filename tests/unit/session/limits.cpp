// SPDX-License-Identifier: MIT
// Records of every wrong size, numbers and epochs at their ends, and what is left in memory.
#include <vector>

#include "../../support/catch.hpp"
#include "../../support/channel_access.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using stream = test::stream_profile;
using datagram = test::profile_of<tscp::framing::datagram, test::none_chacha>;

template <class Profile>
using access = test::channel_access<Profile>;

// One above the last number.
constexpr std::uint64_t end = tscp::max_sequence_number + 1;

// Client to server, both at this number.
template <class Profile>
void go_to(test::pair<Profile>& one, std::uint64_t number) {
    auto& send = access<Profile>::send(one.client_channel());
    auto& receive = access<Profile>::receive(one.server_channel());
    REQUIRE(send.restore(number, send.epoch(), send.update_allowed(), send.closed()));
    REQUIRE(receive.restore(number, receive.epoch(), 0, 0, false, 0, receive.closed()));
}

template <class Channel>
errc seal_error(Channel& channel) {
    bytes buffer(100);
    tscp::writer out{buffer};
    const errc why = channel.seal(tscp::bytes_of("x"), out).error();
    CHECK((out.size() == 0) == (why != errc::none));
    return why;
}

bytes with_length(bytes record) {
    record[1] = static_cast<std::uint8_t>((record.size() - 3) >> 8U);
    record[2] = static_cast<std::uint8_t>(record.size() - 3);
    return record;
}

bytes lengthened(const bytes& record, std::size_t size) {
    bytes longer = record;
    longer.resize(size, 0x33);
    return longer;
}

}  // namespace

TEST_CASE("a stream record cut or lengthened to any size is final, whatever its length field says") {
    const tscp::byte_view content = tscp::bytes_of("twenty bytes of this");
    const std::size_t whole = test::seal(test::pair<stream>{}.client_channel(), content).size();
    for (std::size_t size = 0; size < whole + 70; ++size) {
        if (size == whole) { continue; }
        CAPTURE(size);
        test::pair<stream> one;
        test::pair<stream> twin;
        const bytes record = lengthened(test::seal(one.client_channel(), content), size);
        const errc plain = test::error_of(one.server_channel(), record);
        CHECK(plain == (size == 0 ? errc::unexpected_message : errc::malformed_record));
        CHECK(one.server_channel().ended());
        if (size < 3) { continue; }
        const errc mended = test::error_of(twin.server_channel(), with_length(record));
        CHECK(mended == (size < 3 + 16 ? errc::malformed_record : errc::not_authentic));
        CHECK(twin.server_channel().ended());
    }
}

TEST_CASE("a datagram cut or lengthened to any size is dropped, and the whole one still opens") {
    test::pair<datagram> one;
    const bytes record = test::seal(one.client_channel(), tscp::bytes_of("twenty bytes of this"));
    for (std::size_t size = 0; size < record.size() + 70; ++size) {
        if (size == record.size()) { continue; }
        CAPTURE(size);
        const errc why = test::error_of(one.server_channel(), lengthened(record, size));
        CHECK(why == (size == 0       ? errc::unexpected_message
                      : size < 2 + 16 ? errc::malformed_record
                                      : errc::not_authentic));
        CHECK_FALSE(one.server_channel().ended());
    }
    CHECK(test::open(one.server_channel(), record) == "twenty bytes of this");
}

TEST_CASE("numbers end before 2^48 - 1: an update begins anew, without one nothing is sealed") {
    SECTION("a stream that may not update") {
        test::pair<stream> one;
        go_to(one, end - 2);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("a"))) == "a");
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("b"))) == "b");
        CHECK(seal_error(one.client_channel()) == errc::limit_reached);
        CHECK(seal_error(one.client_channel()) == errc::limit_reached);
        CHECK(access<stream>::send(one.client_channel()).sequence_number() == end);
    }
    SECTION("a stream that may") {
        test::pair<stream> one;
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
        go_to(one, end - 2);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("a"))) == "a");
        CHECK(access<stream>::send(one.client_channel()).sequence_number() == 1);
        CHECK(access<stream>::send(one.client_channel()).epoch() == 1);
        CHECK(access<stream>::receive(one.server_channel()).next_sequence_number() == 1);
    }
    SECTION("datagrams: the last number opens once, none above it is made up") {
        test::pair<datagram> one;
        go_to(one, end - 3);
        const bytes first = test::seal(one.client_channel(), tscp::bytes_of("a"));
        const bytes second = test::seal(one.client_channel(), tscp::bytes_of("b"));
        const bytes third = test::seal(one.client_channel(), tscp::bytes_of("c"));
        CHECK(seal_error(one.client_channel()) == errc::limit_reached);
        CHECK(test::open(one.server_channel(), third) == "c");
        CHECK(test::error_of(one.server_channel(), third) == errc::replayed);
        CHECK(test::open(one.server_channel(), first) == "a");
        CHECK(test::open(one.server_channel(), second) == "b");
        for (unsigned low = 0; low < 256; ++low) {
            bytes forged = third;
            forged[1] = static_cast<std::uint8_t>(low);
            const errc why = test::error_of(one.server_channel(), forged);
            CHECK((why == errc::replayed || why == errc::not_authentic));
        }
        CHECK(access<datagram>::receive(one.server_channel()).next_sequence_number() == end);
    }
}

TEST_CASE("epochs go round, records of those before are wrong, and the old keys are gone") {
    test::pair<datagram> one;
    std::vector<bytes> old;
    CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
    for (int round = 0; round < 9; ++round) {
        old.push_back(test::seal(one.client_channel(), tscp::bytes_of("late")));
        const bytes update =
            test::written_by([&](tscp::writer& out) { return bool{one.client_channel().seal_key_update(out)}; });
        CHECK(test::open(one.server_channel(), update).empty());
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), tscp::bytes_of("b"))) == "b");
        for (const bytes& late : old) {
            const errc why = test::error_of(one.server_channel(), late);
            CHECK((why == errc::wrong_epoch || why == errc::not_authentic || why == errc::replayed));
        }
        CHECK(access<datagram>::receive(one.server_channel()).epoch() == (round + 1) % 4);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("new"))) == "new");
    }
}

namespace {

// Each of the secrets lies in a T as long as it lives, in nothing that it was moved from, and in its memory no more
// after its end.
template <class T>
void check_wiped(T&& source, const std::vector<bytes>& secrets) {
    test::memory_of<T> memory;
    memory.make(std::move(source));  // NOLINT(bugprone-move-forwarding-reference)
    const bytes left = test::memory_of_object(source);
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        CAPTURE(i);
        CHECK(memory.holds(secrets[i]));
        CHECK_FALSE(test::contains(left, secrets[i]));
    }
    memory.destroy();
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        CAPTURE(i);
        CHECK_FALSE(memory.holds(secrets[i]));
    }
}

bytes copy_of(tscp::byte_view from) { return {from.begin(), from.end()}; }

std::vector<bytes> secrets_beside(const tscp::session_secrets<stream::hash>& secrets) {
    return {copy_of(secrets.reveal_exporter()), copy_of(secrets.reveal_resumption())};
}

template <class Session>
std::vector<bytes> secrets_of(Session& session) {
    std::vector<bytes> all = test::secrets_of(session.channel);
    for (bytes& one : secrets_beside(session.secrets)) { all.push_back(std::move(one)); }
    return all;
}

}  // namespace

TEST_CASE("no state leaves a secret in the memory it lived in") {
    // The same draws make the same session: the whole one tells what the states before it hold.
    test::pair<stream> one;
    test::counted_random client_random{1};
    test::counted_random server_random{1 + 1000003};
    test::one_client directory;
    bytes hello(300);
    bytes hey(300);
    tscp::writer hello_out{hello};
    tscp::writer hey_out{hey};
    auto waiting = tscp::client<stream>{test::credential(), client_random}.write_hello(hello_out);
    REQUIRE(waiting);
    auto half =
        tscp::server<stream, test::one_client>{directory, server_random}.answer_hello(hello_out.written(), hey_out);
    REQUIRE(half);
    REQUIRE(tscp::equal_public(hey_out.written(), one.hey));
    SECTION("a waiting client") {
        bytes ephemeral(32);
        REQUIRE(test::counted_random{1}.fill(ephemeral));
        bytes early(32);
        tscp::hkdf<stream::hash>::extract({}, test::psk(), early);
        const tscp::hmac_key<stream::hash> schedule{early};
        const bytes states = test::memory_of_object(schedule);
        const auto half_of_them = static_cast<std::ptrdiff_t>(states.size() / 2);
        check_wiped(std::move(*waiting), {ephemeral,
                                          {states.begin(), states.begin() + half_of_them},
                                          {states.begin() + half_of_them, states.end()}});
    }
    SECTION("a half-open server") { check_wiped(std::move(*half), secrets_of(one.server)); }
    SECTION("a client's session") { check_wiped(std::move(one.client), secrets_of(one.client)); }
    SECTION("a server's session") { check_wiped(std::move(one.server), secrets_of(one.server)); }
    SECTION("a channel") { check_wiped(std::move(one.client.channel), test::secrets_of(one.client.channel)); }
    SECTION("the secrets beside the channel") {
        check_wiped(std::move(one.client.secrets), secrets_beside(one.client.secrets));
    }
}
