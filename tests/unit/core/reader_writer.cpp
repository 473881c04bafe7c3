// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <tscp/core/hex.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/writer.hpp>

#include "../../support/catch.hpp"

using tscp::errc;

namespace {

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

TEST_CASE("a reader gives fields and never goes past the end") {
    const std::uint8_t bytes[] = {1, 2, 3, 'a', 'b', ':', 'c'};
    tscp::reader in{bytes};
    CHECK(*in.read_u8() == 1);
    CHECK(*in.read_u16() == 0x0203);
    CHECK(to_string(*in.read_until(':')) == "ab");
    CHECK(in.read_until(':').error() == errc::truncated);
    CHECK(in.read_u16().error() == errc::truncated);
    CHECK(in.read(2).error() == errc::truncated);
    CHECK(in.rest().size() == 1);  // a failed read consumes nothing
    CHECK(*in.read_u8() == 'c');
    CHECK(in.finished());
    CHECK(in.read_u8().error() == errc::truncated);
    CHECK(in.read(0));
    CHECK(in.read(static_cast<std::size_t>(-1)).error() == errc::truncated);
}

TEST_CASE("a writer writes all of a field or nothing, whatever the room") {
    for (std::size_t size = 0; size <= 7; ++size) {
        std::vector<std::uint8_t> buffer(size);
        tscp::writer out{buffer};
        CHECK(static_cast<bool>(out.write_u8(1)) == (size >= 1));
        const std::size_t before = out.size();
        CHECK(static_cast<bool>(out.write_u16(0x0203)) == (size >= 3));
        if (size < 3) { CHECK(out.size() == before); }
        CHECK(static_cast<bool>(out.write(tscp::text("abcd"))) == (size >= 7));
        CHECK(out.size() + out.room() == size);
        CHECK(out.reserve(static_cast<std::size_t>(-1)).error() == errc::buffer_too_small);
    }
}

TEST_CASE("a draft that is not kept is taken back and wiped") {
    std::array<std::uint8_t, 8> buffer{};
    tscp::writer out{buffer};
    REQUIRE(out.write_u8(9));
    {
        tscp::draft draft{out};
        REQUIRE(out.write(tscp::text("secret")));
        CHECK(to_string(draft.written()) == "secret");
    }
    CHECK(out.size() == 1);
    CHECK(buffer == std::array<std::uint8_t, 8>{9});
    {
        tscp::draft draft{out};
        REQUIRE(out.write(tscp::text("kept")));
        draft.keep();
    }
    CHECK(out.size() == 5);
}

TEST_CASE("hexadecimal of every byte, read in either case") {
    for (unsigned value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        std::array<std::uint8_t, 2> digits{};
        tscp::writer out{digits};
        REQUIRE(write_hex(tscp::byte_view{&byte, 1}, out));
        constexpr const char* expected = "0123456789abcdef";
        CHECK(digits[0] == expected[value / 16]);
        CHECK(digits[1] == expected[value % 16]);
        for (const bool upper : {false, true}) {
            if (upper) {
                for (auto& digit : digits) { digit = static_cast<std::uint8_t>(digit >= 'a' ? digit - 32 : digit); }
            }
            std::array<std::uint8_t, 1> read{};
            tscp::writer back{read};
            REQUIRE(read_hex(digits, back));
            CHECK(read[0] == byte);
        }
    }
}

TEST_CASE("what is not hexadecimal is refused, in either place, and nothing is left of it") {
    const std::string digits = "0123456789abcdefABCDEF";
    for (unsigned value = 0; value < 256; ++value) {
        const bool good = digits.find(static_cast<char>(value)) != std::string::npos;
        for (const std::size_t place : {std::size_t{0}, std::size_t{1}}) {
            std::string pair = "77";
            pair[place] = static_cast<char>(value);
            std::array<std::uint8_t, 4> buffer{};
            tscp::writer out{buffer};
            const auto done = read_hex("abcd" + pair, out);
            CHECK(static_cast<bool>(done) == good);
            if (!good) {
                CHECK(done.error() == errc::malformed_hex);
                CHECK(out.size() == 0);
                CHECK(buffer == std::array<std::uint8_t, 4>{});
            }
        }
    }
    std::array<std::uint8_t, 4> buffer{};
    tscp::writer out{buffer};
    CHECK(read_hex(tscp::text("abc"), out).error() == errc::malformed_hex);
    CHECK(read_hex(tscp::text("aabbccddee"), out).error() == errc::buffer_too_small);
    CHECK(write_hex(tscp::text("abc"), out).error() == errc::buffer_too_small);
    CHECK(out.size() == 0);
}
