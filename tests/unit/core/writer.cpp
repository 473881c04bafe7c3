// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include <tscp/core/writer.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using tscp::errc;

bytes to_vector(tscp::byte_view view) { return {view.begin(), view.end()}; }

// A kind of write, and what it appends.
struct operation {
    std::function<tscp::result<void>(tscp::writer&)> write;
    bytes appended;
};

const operation operations[] = {
    {[](tscp::writer& out) { return out.write_u8(0x7f); }, {0x7f}},
    {[](tscp::writer& out) { return out.write_u16(0xfedc); }, {0xfe, 0xdc}},
    {[](tscp::writer& out) { return out.write_bytes(tscp::bytes_of("abcd")); }, {'a', 'b', 'c', 'd'}},
    {[](tscp::writer& out) { return out.write_bytes({}); }, {}},
    {[](tscp::writer& out) -> tscp::result<void> {
         const auto field = out.reserve(3);
         if (!field) { return field.error(); }
         for (std::uint8_t& byte : *field) { byte = 0x11; }
         return {};
     },
     {0x11, 0x11, 0x11}},
};

}  // namespace

TEST_CASE("a writer appends one field after the other") {
    bytes buffer(10, 0x5a);
    tscp::writer out{buffer};
    bytes expected;
    for (const operation& one : operations) {
        REQUIRE(one.write(out));
        expected.insert(expected.end(), one.appended.begin(), one.appended.end());
        CHECK(to_vector(out.written()) == expected);
        CHECK(out.size() == expected.size());
        CHECK(out.remaining() == buffer.size() - expected.size());
    }
    CHECK(buffer == expected);
    CHECK(to_vector(out.written_from(6)) == bytes(expected.begin() + 6, expected.end()));
    CHECK(out.written_from(out.size()).empty());
}

TEST_CASE("whatever the buffer's size, a write is done or changes nothing") {
    for (const operation& one : operations) {
        for (std::size_t size = 0; size < 8; ++size) {
            for (std::size_t used = 0; used <= size; ++used) {
                bytes buffer(size, 0x5a);
                tscp::writer out{buffer};
                REQUIRE(out.reserve(used));
                const auto done = one.write(out);
                bytes expected(size, 0x5a);
                if (used + one.appended.size() <= size) {
                    CHECK(done);
                    CHECK(out.size() == used + one.appended.size());
                    std::copy(one.appended.begin(), one.appended.end(),
                              expected.begin() + static_cast<std::ptrdiff_t>(used));
                } else {
                    CHECK(done.error() == errc::buffer_too_small);
                    CHECK(out.size() == used);
                }
                CHECK(buffer == expected);
            }
        }
    }
}

TEST_CASE("a field of any size is refused where there is no room for it") {
    bytes buffer(3);
    tscp::writer out{buffer};
    REQUIRE(out.write_u8(1));
    CHECK(out.reserve(std::numeric_limits<std::size_t>::max()).error() == errc::buffer_too_small);
    CHECK(out.reserve(3).error() == errc::buffer_too_small);
    CHECK((*out.reserve(2)).data() == buffer.data() + 1);
    CHECK(out.remaining() == 0);
}

TEST_CASE("rolling back wipes what it takes back") {
    bytes buffer(5, 0x5a);
    tscp::writer out{buffer};
    REQUIRE(out.write_bytes(tscp::bytes_of("abcd")));
    out.roll_back(4);
    CHECK(buffer == bytes{'a', 'b', 'c', 'd', 0x5a});
    out.roll_back(1);
    CHECK(out.size() == 1);
    CHECK(buffer == bytes{'a', 0, 0, 0, 0x5a});
    REQUIRE(out.write_u8('x'));
    CHECK(buffer == bytes{'a', 'x', 0, 0, 0x5a});
}

TEST_CASE("a position that has not been written yet stops a checked program") {
    if constexpr (tscp::config::checked) {
        bytes buffer(5);
        tscp::writer out{buffer};
        REQUIRE(out.write_bytes(tscp::bytes_of("ab")));
        CHECK(test::stops([&] { (void)out.written_from(3); }));
        CHECK(test::stops([&] { out.roll_back(3); }));
    }
}

TEST_CASE("a write_transaction stays where it is kept, and is wiped where it is not") {
    bytes buffer(8, 0x5a);
    tscp::writer out{buffer};
    REQUIRE(out.write_bytes(tscp::bytes_of("ab")));
    {
        tscp::write_transaction kept{out};
        CHECK(kept.written().empty());
        REQUIRE(out.write_bytes(tscp::bytes_of("cd")));
        CHECK(to_vector(kept.written()) == bytes{'c', 'd'});
        {
            const tscp::write_transaction dropped{out};
            REQUIRE(out.write_bytes(tscp::bytes_of("ef")));
            CHECK(to_vector(dropped.written()) == bytes{'e', 'f'});
        }
        CHECK(out.size() == 4);
        kept.commit();
    }
    CHECK(buffer == bytes{'a', 'b', 'c', 'd', 0, 0, 0x5a, 0x5a});
    CHECK(to_vector(out.written()) == bytes{'a', 'b', 'c', 'd'});
    { const tscp::write_transaction empty{out}; }
    CHECK(out.size() == 4);
}

TEST_CASE("a write_transaction takes back what was kept within it") {
    bytes buffer(4);
    tscp::writer out{buffer};
    {
        const tscp::write_transaction outer{out};
        tscp::write_transaction inner{out};
        REQUIRE(out.write_bytes(tscp::bytes_of("abcd")));
        inner.commit();
    }
    CHECK(out.size() == 0);
    CHECK(buffer == bytes(4));
}

TEST_CASE("a number that does not fit its bytes stops a checked program") {
    if constexpr (tscp::config::checked) {
        bytes buffer(16);
        tscp::writer out{buffer};
        CHECK(test::stops([&] { (void)out.write_number(0x100, 1); }));
        CHECK(test::stops([&] { (void)out.write_number(std::uint64_t{1} << 56U, 7); }));
        CHECK(test::stops([&] { (void)out.write_number(0, 0); }));
        CHECK(test::stops([&] { (void)out.write_number(0, 9); }));
        bytes nine(9);
        CHECK(test::stops([&] { tscp::write_big_endian(1, nine); }));
        CHECK(test::stops([&] { tscp::write_little_endian(1, nine); }));
        REQUIRE(out.write_number(0xff, 1));
        REQUIRE(out.write_number((std::uint64_t{1} << 56U) - 1, 7));
        REQUIRE(out.write_number(~std::uint64_t{0}, 8));
        CHECK(buffer == bytes(16, 0xff));
    }
}
