// SPDX-License-Identifier: MIT
// Hello, Hey and the table of half-open sessions with input and output in one buffer: refused, and nothing changed.
#include <cstddef>
#include <cstdint>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;
using datagram = test::datagram_profile;
using server_type = tscp::server<datagram, test::one_client>;

struct fixture {
    explicit fixture(std::uint64_t seed = 1) : random{seed} {
        tscp::writer out{hello_memory};
        auto sent = client().write_hello(out);
        REQUIRE(sent);
        waiting = std::move(*sent);
        hello.assign(out.written().begin(), out.written().end());
    }
    tscp::client<datagram> client() {
        tscp::client_options options;
        options.cid = cid;
        return tscp::client<datagram>{test::credential(), random, options};
    }

    test::counted_random random;
    test::one_client directory;
    bytes cid = test::cid_of<datagram>(0xc1);
    bytes server_cid = test::cid_of<datagram>(0x51);
    server_type server{directory, random};
    bytes hello_memory = bytes(300);
    bytes hello;
    tscp::waiting_client<datagram> waiting;
};

}  // namespace

TEST_CASE("a Hello is not answered over itself, nor over the connection id, and nothing is drawn") {
    fixture one;
    const std::size_t draws = one.random.draws;
    constexpr std::size_t size = 400;
    constexpr std::size_t at = 100;
    for (std::size_t out_begin = 0; out_begin < at + one.hello.size(); ++out_begin) {
        CAPTURE(out_begin);
        bytes memory(size);
        tscp::copy_bytes(one.hello, byte_span{memory}.subspan(at));
        const bytes before = memory;
        tscp::writer out{byte_span{memory}.subspan(out_begin)};
        const auto half = one.server.answer_hello(byte_view{memory}.subspan(at, one.hello.size()), out,
                                                  tscp::cid_view{one.server_cid});
        CHECK(half.error() == errc::buffers_overlap);
        CHECK(out.size() == 0);
        CHECK(memory == before);
    }
    bytes memory(size, 0x51);
    tscp::writer out{memory};
    const tscp::cid_view inside{byte_view{memory}.subspan(50, datagram::cid_size)};
    CHECK(one.server.answer_hello(one.hello, out, inside).error() == errc::buffers_overlap);
    CHECK(memory == bytes(size, 0x51));
    CHECK(one.random.draws == draws);
}

TEST_CASE("one buffer serves Hello and Hey, one behind the other") {
    fixture one;
    bytes memory(400);
    tscp::copy_bytes(one.hello, memory);
    tscp::writer out{byte_span{memory}.subspan(one.hello.size())};
    auto half = one.server.answer_hello(byte_view{memory}.first(one.hello.size()), out, tscp::cid_view{one.server_cid});
    REQUIRE(half);
    auto client = one.waiting.read_hey(out.written());
    REQUIRE(client);
    const bytes record = test::seal(client->channel, tscp::bytes_of("hi"));
    CHECK(tscp::equal_public(byte_view{record}.subspan(1, datagram::cid_size), one.server_cid));
    bytes content(10);
    CHECK(half->open(record, content));
}

TEST_CASE("a Hello is not written over what it is made from, and nothing is drawn") {
    bytes memory(400, 0x33);
    tscp::writer out{memory};
    test::counted_random random;
    const byte_view inside = byte_view{memory}.subspan(40, 32);
    const bytes cid = test::cid_of<datagram>(1);
    const auto error_of = [&](tscp::byte_view identity, tscp::byte_view psk, tscp::byte_view own_cid,
                              tscp::byte_view context) {
        tscp::client_options options;
        options.cid = own_cid;
        options.context = context;
        const tscp::external_psk known{tscp::identity_view{identity}, tscp::psk_view{psk}};
        return tscp::client<datagram>{known, random, options}.write_hello(out).error();
    };
    CHECK(error_of(inside, test::psk(), cid, {}) == errc::buffers_overlap);
    CHECK(error_of(tscp::bytes_of("a"), inside, cid, {}) == errc::buffers_overlap);
    CHECK(error_of(tscp::bytes_of("a"), test::psk(), inside.first(4), {}) == errc::buffers_overlap);
    CHECK(error_of(tscp::bytes_of("a"), test::psk(), cid, inside) == errc::buffers_overlap);
    CHECK(memory == bytes(400, 0x33));
    CHECK(random.draws == 0);
    CHECK(error_of(tscp::bytes_of("a"), test::psk(), cid, {}) == errc::none);
}

TEST_CASE("a table neither answers nor opens over its input, and goes on") {
    fixture one;
    tscp::half_open_table<datagram, 4> table{one.random};
    const tscp::cid_view cid{one.server_cid};
    bytes memory(400);
    tscp::copy_bytes(one.hello, memory);
    const byte_view hello = byte_view{memory}.first(one.hello.size());
    const bytes before = memory;
    tscp::writer over{byte_span{memory}.subspan(10)};
    CHECK(table.answer_hello(one.server, hello, 1, 0, over, cid).error() == errc::buffers_overlap);
    CHECK(memory == before);
    CHECK(table.size() == 0);

    bytes hey_memory(300);
    tscp::writer hey{hey_memory};
    REQUIRE(table.answer_hello(one.server, hello, 1, 0, hey, cid));
    // The stored Hey is not written over the Hello either.
    CHECK(table.answer_hello(one.server, hello, 1, 0, over, cid).error() == errc::buffers_overlap);
    CHECK(memory == before);

    auto client = one.waiting.read_hey(hey.written());
    REQUIRE(client);
    bytes record = test::seal(client->channel, tscp::bytes_of("twenty bytes of this"));
    const bytes kept = record;
    CHECK(table.open(record, 1, record).error() == errc::buffers_overlap);
    CHECK(table.open(record, 1, byte_span{record}.subspan(8)).error() == errc::buffers_overlap);
    CHECK(record == kept);
    CHECK(table.size() == 1);
    bytes content(100);
    auto server = table.open(record, 1, content);
    REQUIRE(server);
    CHECK(record == kept);
    CHECK(tscp::equal_public(server->first_record.data(), tscp::bytes_of("twenty bytes of this")));
}
