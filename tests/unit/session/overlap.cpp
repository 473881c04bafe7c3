// SPDX-License-Identifier: MIT
// Input and output of sealing, opening, tickets and fragments that share memory: every placement works or is refused
// and changes nothing.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;
using stream = test::profile_of<tscp::framing::stream, test::x25519_chacha>;
using datagram = test::profile_of<tscp::framing::datagram, test::x25519_chacha>;
using ccm_datagram =
    test::profile_of<tscp::framing::datagram, tscp::suite<tscp::portable::x25519, tscp::portable::aes128_ccm8>>;

bytes numbered(std::size_t size) {
    bytes out(size);
    for (std::size_t i = 0; i < size; ++i) { out[i] = static_cast<std::uint8_t>(i + 1); }
    return out;
}

template <class Channel>
bytes content_of(Channel& to, byte_view record) {
    bytes copy{record.begin(), record.end()};
    const auto got = to.open_in_place(copy);
    REQUIRE(got);
    return {got->data().begin(), got->data().end()};
}

}  // namespace

TEMPLATE_TEST_CASE("content that lies in the output is refused, and elsewhere in the same memory is sealed", "", stream,
                   datagram) {
    constexpr std::size_t size = 150;
    constexpr std::size_t content_size = 20;
    test::pair<TestType> one;
    std::size_t refused = 0;
    std::size_t sealed = 0;
    for (const std::size_t out_begin : {0U, 30U, 60U}) {
        for (std::size_t at = 0; at + content_size <= size; ++at) {
            CAPTURE(out_begin, at);
            bytes memory = numbered(size);
            const byte_view content = byte_view{memory}.subspan(at, content_size);
            const bytes expected{content.begin(), content.end()};
            tscp::writer out{byte_span{memory}.subspan(out_begin, 60)};
            const bool shares = at + content_size > out_begin && at < out_begin + 60;
            const errc error = at % 2 == 0 ? one.client.channel.seal(content, out).error()
                                           : one.client.channel.seal_padded(content, 5, out).error();
            CHECK(error == (shares ? errc::buffers_overlap : errc::none));
            if (error == errc::none) {
                CHECK(content_of(one.server.channel, out.written()) == expected);
                ++sealed;
            } else {
                CHECK(memory == numbered(size));
                CHECK(out.size() == 0);
                ++refused;
            }
        }
    }
    CHECK(refused > 100);
    CHECK(sealed > 100);
    CHECK(test::open(one.server.channel, test::seal(one.client.channel, tscp::bytes_of("on"))) == "on");
}

TEST_CASE("a ticket record is not sealed over its own ticket") {
    test::pair<stream> one;
    bytes memory = numbered(100);
    tscp::writer out{memory};
    CHECK(one.server.channel.seal_ticket_record(byte_view{memory}.subspan(10, 20), out).error() ==
          errc::buffers_overlap);
    CHECK(memory == numbered(100));
    CHECK(test::open(one.client.channel, test::seal(one.server.channel, tscp::bytes_of("on"))) == "on");
}

TEMPLATE_TEST_CASE("content is sealed where it lies, wherever header and tag have room", "", stream, datagram) {
    constexpr std::size_t size = 60;
    test::pair<TestType> one;
    std::size_t sealed = 0;
    for (std::size_t content_size = 0; content_size <= size; ++content_size) {
        for (std::size_t at = 0; at + content_size <= size; ++at) {
            bytes memory = numbered(size);
            const byte_span content = byte_span{memory}.subspan(at, content_size);
            const bytes expected{content.begin(), content.end()};
            const std::size_t header = one.client.channel.overhead() - 16;
            const bool fits = at >= header && size - at - content_size >= 16;
            const auto record = one.client.channel.seal_in_place(content, memory);
            CAPTURE(content_size, at);
            CHECK(fits == bool{record});
            if (!record) {
                CHECK(record.error() == errc::buffer_too_small);
                CHECK(memory == numbered(size));
                continue;
            }
            ++sealed;
            CHECK(record->data() == memory.data() + at - header);
            CHECK(record->size() == header + content_size + 16);
            // What lies around the record is as it was.
            const bytes before = numbered(size);
            CHECK(
                std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(at - header), memory.begin()));
            const auto end = static_cast<std::ptrdiff_t>(at + content_size + 16);
            CHECK(std::equal(before.begin() + end, before.end(), memory.begin() + end));
            CHECK(content_of(one.server.channel, *record) == expected);
        }
    }
    CHECK(sealed > 700);
}

TEST_CASE("content that does not lie in the buffer is not sealed in place") {
    test::pair<stream> one;
    bytes memory = numbered(120);
    const byte_span buffer = byte_span{memory}.subspan(30, 60);
    for (std::size_t at = 0; at + 10 <= memory.size(); ++at) {
        if (at >= 30 && at + 10 <= 90) { continue; }
        CAPTURE(at);
        CHECK(one.client.channel.seal_in_place(byte_span{memory}.subspan(at, 10), buffer).error() ==
              errc::out_of_range);
    }
    CHECK(one.client.channel.seal_in_place({}, buffer).error() == errc::out_of_range);
    CHECK(memory == numbered(120));
    CHECK(test::open(one.server.channel, test::seal(one.client.channel, tscp::bytes_of("on"))) == "on");
}

TEMPLATE_TEST_CASE("a record is not opened over itself but by open_in_place, and nothing is lost", "", stream,
                   datagram) {
    test::pair<TestType> one;
    const bytes content = numbered(20);
    const bytes record = test::seal(one.client.channel, content);
    bytes memory(120);
    constexpr std::size_t at = 40;
    for (std::size_t out_begin = 0; out_begin + content.size() <= memory.size(); ++out_begin) {
        CAPTURE(out_begin);
        const bool shares = out_begin + content.size() > at && out_begin < at + record.size();
        if (!shares) { continue; }
        tscp::copy_bytes(record, byte_span{memory}.subspan(at));
        const bytes before = memory;
        const byte_view sealed = byte_view{memory}.subspan(at, record.size());
        CHECK(one.server.channel.open(sealed, byte_span{memory}.subspan(out_begin)).error() == errc::buffers_overlap);
        CHECK(memory == before);
    }
    const byte_view sealed = byte_view{memory}.subspan(at, record.size());
    SECTION("right before it") {
        const auto got = one.server.channel.open(sealed, byte_span{memory}.subspan(at - 20, 20));
        REQUIRE(got);
        CHECK(tscp::equal_public(got->data(), content));
    }
    SECTION("right behind it") {
        const auto got = one.server.channel.open(sealed, byte_span{memory}.subspan(at + record.size()));
        REQUIRE(got);
        CHECK(tscp::equal_public(got->data(), content));
    }
    SECTION("in place") {
        const auto got = one.server.channel.open_in_place(byte_span{memory}.subspan(at, record.size()));
        REQUIRE(got);
        CHECK(tscp::equal_public(got->data(), content));
    }
}

TEMPLATE_TEST_CASE("a record that does not open in place is as it was, and its own session opens it", "", datagram,
                   ccm_datagram) {
    test::pair<TestType> right{1};
    test::pair<TestType> wrong{2};
    const bytes content = numbered(50);
    bytes record = test::seal(right.client.channel, content);
    const bytes before = record;
    CHECK(wrong.server.channel.open_in_place(record).error() == errc::not_authentic);
    CHECK(record == before);
    for (std::size_t bit = 0; bit < 8; ++bit) {
        bytes forged = before;
        forged[forged.size() - 1 - bit] = static_cast<std::uint8_t>(forged[forged.size() - 1 - bit] ^ (1U << bit));
        const bytes kept = forged;
        CHECK(right.server.channel.open_in_place(forged).error() == errc::not_authentic);
        CHECK(forged == kept);
    }
    const auto got = right.server.channel.open_in_place(record);
    REQUIRE(got);
    CHECK(tscp::equal_public(got->data(), content));
}

TEST_CASE("a half-open server opens the first record in place or apart, and leaves what it cannot open") {
    test::pair<datagram> other{2};
    test::counted_random random;
    test::one_client directory;
    bytes hello_memory(300);
    bytes hey_memory(300);
    tscp::writer hello{hello_memory};
    tscp::writer hey{hey_memory};
    auto waiting = tscp::client<datagram>{test::credential(), random}.write_hello(hello);
    REQUIRE(waiting);
    auto half = tscp::server<datagram, test::one_client>{directory, random}.answer_hello(hello.written(), hey);
    REQUIRE(half);
    auto client = waiting->read_hey(hey.written());
    REQUIRE(client);
    bytes foreign = test::seal(other.client.channel, numbered(20));
    const bytes foreign_before = foreign;
    CHECK(half->open_in_place(foreign).error() == errc::not_authentic);
    CHECK(foreign == foreign_before);
    bytes record = test::seal(client->channel, numbered(20));
    const bytes before = record;
    CHECK(half->open(record, byte_span{record}.subspan(8)).error() == errc::buffers_overlap);
    CHECK(record == before);
    auto server = half->open_in_place(record);
    REQUIRE(server);
    CHECK(tscp::equal_public(server->first_record.data(), numbered(20)));
}

TEST_CASE("a ticket is not sealed over its name, nor opened over itself, and may lie over its context") {
    tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256> keys;
    REQUIRE(keys.add(1, bytes(32, 1)));
    test::counted_random random;
    const bytes context = numbered(40);
    bytes memory = context;
    memory.resize(255);
    tscp::ticket_content content;
    content.name = byte_view{memory}.subspan(200, 5);
    tscp::writer out{memory};
    const bytes before = memory;
    CHECK(keys.seal(content, {}, random, out).error() == errc::buffers_overlap);
    CHECK(out.size() == 0);
    CHECK(memory == before);
    content.name = tscp::bytes_of("kitchen");
    REQUIRE(keys.seal(content, byte_view{memory}.first(40), random, out));
    bytes ticket{out.written().begin(), out.written().end()};

    const bytes sealed = ticket;
    tscp::ticket_content opened;
    CHECK(keys.open(ticket, context, ticket, opened) == errc::buffers_overlap);
    CHECK(keys.open(ticket, context, byte_span{ticket}.subspan(9), opened) == errc::buffers_overlap);
    CHECK(ticket == sealed);
    bytes room = context;
    room.resize(255);
    CHECK(keys.open(ticket, byte_view{room}.first(40), room, opened) == errc::none);
    CHECK(tscp::equal_public(opened.name, tscp::bytes_of("kitchen")));
}

TEST_CASE("a message is not cut into fragments over itself") {
    bytes memory = numbered(100);
    const bytes before = memory;
    tscp::fragment_sender link;
    tscp::fragmenter pieces;
    test::counted_random random;
    REQUIRE(link.start(random) == errc::none);
    REQUIRE(link.cut(byte_view{memory}.first(60), 30, pieces) == errc::none);
    for (const std::size_t at : {0U, 20U, 59U}) {
        tscp::writer out{byte_span{memory}.subspan(at)};
        CHECK(pieces.write_next(out).error() == errc::buffers_overlap);
        CHECK(out.size() == 0);
    }
    CHECK(memory == before);
    tscp::writer out{byte_span{memory}.subspan(60)};
    CHECK(pieces.write_next(out));
    CHECK(out.size() == 30);
}
