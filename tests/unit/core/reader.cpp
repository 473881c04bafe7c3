// SPDX-License-Identifier: MIT
#include <cstdint>
#include <limits>

#include <tscp/core/reader.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using tscp::errc;

constexpr std::uint8_t message[] = {0x01, 0x02, 0x03, ':', 0xff, 0xfe};

// True where nothing of `in` has been read.
bool untouched(const tscp::reader& in, tscp::byte_view bytes) {
    return in.rest().begin() == bytes.begin() && in.rest().end() == bytes.end();
}

}  // namespace

TEST_CASE("a reader gives one field after the other") {
    tscp::reader in{message};
    CHECK_FALSE(in.finished());
    CHECK(*in.read_u8() == 0x01);
    CHECK(*in.read_u16() == 0x0203);
    CHECK(*in.read_u8() == ':');
    const auto rest = in.read_bytes(2);
    REQUIRE(rest);
    CHECK(rest->begin() == message + 4);
    CHECK(rest->size() == 2);
    CHECK(in.finished());
    CHECK(in.rest().empty());
}

TEST_CASE("a big-endian number of two bytes may have all bits") {
    tscp::reader in{tscp::byte_view{message}.subspan(4)};
    CHECK(*in.read_u16() == 0xfffe);
}

TEST_CASE("a reader never reads past the end, and a failed read consumes nothing") {
    for (std::size_t size = 0; size <= sizeof message; ++size) {
        const tscp::byte_view bytes = tscp::byte_view{message}.first(size);
        tscp::reader in{bytes};
        for (std::size_t count = size + 1; count < size + 3; ++count) {
            CHECK(in.read_bytes(count).error() == errc::truncated);
            CHECK(untouched(in, bytes));
        }
        CHECK(in.read_bytes(std::numeric_limits<std::size_t>::max()).error() == errc::truncated);
        CHECK(untouched(in, bytes));
        if (size < 1) { CHECK(in.read_u8().error() == errc::truncated); }
        if (size < 2) { CHECK(in.read_u16().error() == errc::truncated); }
        if (size < 4) { CHECK(in.read_until(':').error() == errc::truncated); }
        CHECK(untouched(in, bytes));
        CHECK((*in.read_bytes(0)).empty());
        CHECK(untouched(in, bytes));
        CHECK((*in.read_bytes(size)).size() == size);
        CHECK(in.finished());
    }
}

TEST_CASE("read_until gives what is before a separator and consumes the separator") {
    tscp::reader in{tscp::bytes_of("ab::c")};
    CHECK(tscp::equal_public(*in.read_until(':'), tscp::bytes_of("ab")));
    CHECK((*in.read_until(':')).empty());
    CHECK(in.read_until(':').error() == errc::truncated);
    CHECK(tscp::equal_public(in.rest(), tscp::bytes_of("c")));
    CHECK((*in.read_until('c')).empty());
    CHECK(in.finished());
    CHECK(in.read_until('c').error() == errc::truncated);
}

TEST_CASE("a number of no bytes, or of more than 8, stops a checked program") {
    if constexpr (tscp::config::checked) {
        constexpr std::uint8_t nine[9] = {1};
        tscp::reader in{nine};
        CHECK(test::stops([&] { (void)in.read_number(9); }));
        CHECK(test::stops([&] { (void)in.read_number(0); }));
        CHECK(test::stops([&] { (void)tscp::read_big_endian(nine); }));
        CHECK(test::stops([&] { (void)tscp::read_little_endian(nine); }));
        CHECK(*in.read_number(8) == 0x0100000000000000U);
    }
}
