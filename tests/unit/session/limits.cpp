// SPDX-License-Identifier: MIT
// Records of every wrong size, numbers and epochs at their ends, and what is left in memory.
#include <set>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using stream = test::stream_profile;
using datagram = test::profile_of<tscp::framing::datagram, test::none_chacha>;

// The keys of a channel, to bring their numbers near the end.
template <class Profile>
struct access : tscp::record_channel<Profile> {
    static auto& sealing(tscp::record_channel<Profile>& channel) { return channel.*&access::sealing_; }
    static auto& opening(tscp::record_channel<Profile>& channel) { return channel.*&access::opening_; }
};

template <class Profile>
constexpr std::uint64_t end = tscp::traffic_key<Profile>::max_sequence_number;

// Client to server, both at this number.
template <class Profile>
void go_to(test::pair<Profile>& one, std::uint64_t number) {
    access<Profile>::sealing(one.client_channel()).set_sequence_number(number);
    access<Profile>::opening(one.server_channel()).set_sequence_number(number);
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
        go_to(one, end<stream> - 2);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("a"))) == "a");
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("b"))) == "b");
        CHECK(seal_error(one.client_channel()) == errc::limit_reached);
        CHECK(seal_error(one.client_channel()) == errc::limit_reached);
        CHECK(access<stream>::sealing(one.client_channel()).number() == end<stream>);
    }
    SECTION("a stream that may") {
        test::pair<stream> one;
        CHECK(test::open(one.client_channel(), test::seal(one.server_channel(), {})).empty());
        go_to(one, end<stream> - 2);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("a"))) == "a");
        CHECK(access<stream>::sealing(one.client_channel()).number() == 1);
        CHECK(access<stream>::sealing(one.client_channel()).epoch() == 1);
        CHECK(access<stream>::opening(one.server_channel()).number() == 1);
    }
    SECTION("datagrams: the last number opens once, none above it is made up") {
        test::pair<datagram> one;
        go_to(one, end<datagram> - 3);
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
        CHECK(access<datagram>::opening(one.server_channel()).number() == end<datagram>);
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
        CHECK(access<datagram>::opening(one.server_channel()).epoch() == (round + 1) % 4);
        CHECK(test::open(one.server_channel(), test::seal(one.client_channel(), tscp::bytes_of("new"))) == "new");
    }
}

namespace {

// The bytes of an object, before and after its end.
template <class T, class Source>
void check_wiped(Source&& source) {
    alignas(T) std::uint8_t storage[sizeof(T)] = {};
    auto* const object = ::new (static_cast<void*>(storage)) T{std::forward<Source>(source)};
    const volatile std::uint8_t* const memory = storage;
    const auto look = [&] { return bytes(memory, memory + sizeof(T)); };
    const bytes before = look();
    object->~T();
    const bytes after = look();
    // Sixteen bytes of which twelve differ are part of a key, a secret or a hash: pointers and names are not so dense.
    std::size_t rows = 0;
    for (std::size_t at = 0; at + 16 <= sizeof(T); at += 4) {
        const tscp::byte_view row = tscp::byte_view{before}.subspan(at, 16);
        if (std::set<std::uint8_t>(row.begin(), row.end()).size() < 12) { continue; }
        ++rows;
        CAPTURE(at);
        CHECK_FALSE(tscp::equal_public(row, tscp::byte_view{after}.subspan(at, 16)));
    }
    CHECK(rows >= 4);
}

}  // namespace

TEST_CASE("no state leaves a secret in the memory it lived in") {
    test::counted_random random;
    test::one_client directory;
    const tscp::external_psk credential{tscp::bytes_of("dev1"), test::psk()};
    bytes hello(300);
    bytes hey(300);
    tscp::writer hello_out{hello};
    tscp::writer hey_out{hey};
    auto waiting = tscp::client<stream>{credential, random}.write_hello(hello_out);
    REQUIRE(waiting);
    auto half = tscp::server<stream, test::one_client>{directory, random}.answer_hello(hello_out.written(), hey_out);
    REQUIRE(half);
    SECTION("a waiting client") { check_wiped<tscp::waiting_client<stream>>(std::move(*waiting)); }
    SECTION("a half-open server") { check_wiped<tscp::half_open<stream>>(std::move(*half)); }
    SECTION("both ends of a session") {
        test::pair<stream> one;
        check_wiped<tscp::client_session<stream>>(std::move(one.client));
        check_wiped<tscp::server_session<stream>>(std::move(one.server));
    }
    SECTION("the secrets beside the channel") {
        test::pair<stream> one;
        check_wiped<tscp::session_secrets<stream::hash>>(std::move(one.client.secrets));
    }
}
