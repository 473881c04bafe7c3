// SPDX-License-Identifier: MIT
// The end of a Hello and of a Hey is known from their own bytes, whatever the group, and no message can make a stream
// wait for more than a bound.
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/chacha20_poly1305.hpp>
#include <tscp/backend/portable/x25519.hpp>
#include <tscp/concepts/suites.hpp>
#include <tscp/wire/next_message.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;
using tscp::errc;

struct profile {
    using suites = tscp::suite_list<tscp::suite<tscp::portable::x25519, tscp::portable::chacha20_poly1305>>;
};

struct sizes {
    std::uint8_t suite;
    std::size_t in_hello;
    std::size_t in_hey;
};
constexpr sizes fixed[] = {{0x01, 16, 16},   {0x11, 32, 32}, {0x22, 256, 256},
                           {0x31, 384, 384}, {0x41, 65, 65}, {0x5e, 1216, 1120}};

bytes hello_head(std::uint8_t suite) { return {0x31, 0, 1, suite, 2, 'i', 'd', 0x03, 1, 2, 3}; }
bytes hey_head(std::uint8_t suite) { return {0x32, suite, 0x03, 1, 2, 3}; }

bytes with_size(bytes head, std::size_t share) {
    head.push_back(static_cast<std::uint8_t>(share >> 8U));
    head.push_back(static_cast<std::uint8_t>(share));
    return head;
}

tscp::result<std::size_t> size_of(const bytes& received) { return tscp::next_message_size<profile>(received); }

}  // namespace

TEST_CASE("the shares of the groups below 6 have fixed sizes, known here or not") {
    for (const sizes& group : fixed) {
        CHECK(size_of(hello_head(group.suite)).value() == hello_head(group.suite).size() + group.in_hello + 16);
        CHECK(size_of(hey_head(group.suite)).value() == hey_head(group.suite).size() + group.in_hey + 16);
    }
}

TEST_CASE("a share of the groups from 6 on has its size in front") {
    for (unsigned group = 6; group < 16; ++group) {
        const auto suite = static_cast<std::uint8_t>(group << 4U | 1U);
        for (bytes head : {hello_head(suite), hey_head(suite)}) {
            CHECK(size_of(head).error() == errc::truncated);
            head.push_back(0x01);
            CHECK(size_of(head).error() == errc::truncated);
            head.push_back(0x02);
            CHECK(size_of(head).value() == head.size() + 0x102 + 16);
        }
        CHECK(size_of(with_size(hello_head(suite), 0)).value() == hello_head(suite).size() + 2 + 16);
    }
}

TEST_CASE("no share is waited for that is longer than 16,384 bytes") {
    for (const std::uint8_t suite : {std::uint8_t{0x61}, std::uint8_t{0xff}}) {
        CHECK(size_of(with_size(hello_head(suite), 16384)).value() == hello_head(suite).size() + 2 + 16384 + 16);
        CHECK(size_of(with_size(hello_head(suite), 16385)).error() == errc::malformed_hello);
        CHECK(size_of(with_size(hey_head(suite), 16384)).value() == hey_head(suite).size() + 2 + 16384 + 16);
        CHECK(size_of(with_size(hey_head(suite), 65535)).error() == errc::malformed_hey);
    }
}

TEST_CASE("extensions count, and bits 4 to 6 before the connection id do not") {
    for (unsigned bits = 0; bits < 8; ++bits) {
        bytes hello = hello_head(0x11);
        bytes hey = hey_head(0x11);
        const auto cid_head = static_cast<std::uint8_t>(bits << 4U | 3U);
        hello[7] = cid_head;
        hey[2] = cid_head;
        CHECK(size_of(hello).value() == hello.size() + 32 + 16);
        CHECK(size_of(hey).value() == hey.size() + 32 + 16);
        hello[7] |= 0x80U;
        hey[2] |= 0x80U;
        for (bytes message : {hello, hey}) {
            CHECK(size_of(message).error() == errc::truncated);
            message.push_back(5);
            CHECK(size_of(message).error() == errc::truncated);
            message.resize(message.size() + 4);
            CHECK(size_of(message).error() == errc::truncated);
            message.push_back(0);
            CHECK(size_of(message).value() == message.size() + 32 + 16);
        }
    }
}

TEST_CASE("a connection id of more than 8 bytes is malformed as soon as it is seen") {
    for (unsigned size = 9; size < 16; ++size) {
        for (const unsigned flags : {0U, 0x80U, 0x70U}) {
            const auto cid_head = static_cast<std::uint8_t>(flags | size);
            CHECK(size_of(bytes{0x31, 0, 1, 0x11, 1, 'a', cid_head}).error() == errc::malformed_hello);
            CHECK(size_of(bytes{0x32, 0x11, cid_head}).error() == errc::malformed_hey);
        }
    }
}

TEST_CASE("an offer has 1 to 15 suites of one group, none twice, none without an AEAD") {
    bytes all{0x31, 0, 15};
    for (std::uint8_t aead = 1; aead <= 15; ++aead) { all.push_back(static_cast<std::uint8_t>(0x10U | aead)); }
    const bytes rest{1, 'a', 0};
    all.insert(all.end(), rest.begin(), rest.end());
    CHECK(size_of(all).value() == all.size() + 32 + 16);
    for (const bytes& suites : {bytes{}, bytes{0x10}, bytes{0x11, 0x21}, bytes{0x11, 0x12, 0x11}, bytes(16, 0x11)}) {
        bytes hello{0x31, 0, static_cast<std::uint8_t>(suites.size())};
        hello.insert(hello.end(), suites.begin(), suites.end());
        hello.insert(hello.end(), rest.begin(), rest.end());
        CHECK(size_of(hello).error() == errc::malformed_hello);
    }
}

TEST_CASE("there are no cookies and fragments on a stream") {
    for (const std::uint8_t first : {std::uint8_t{0x34}, std::uint8_t{0x35}, std::uint8_t{0x36}}) {
        CHECK(size_of(bytes{first, 0, 0}).error() == errc::unexpected_message);
    }
}
