// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>
#include <vector>

#include <tscp/core/hex.hpp>

#include "../../support/catch.hpp"

namespace {

using bytes = std::vector<std::uint8_t>;
using tscp::errc;

constexpr char lower_digits[] = "0123456789abcdef";
constexpr char upper_digits[] = "0123456789ABCDEF";

bool is_digit(unsigned character) {
    return (std::string{lower_digits} + upper_digits).find(static_cast<char>(character)) != std::string::npos;
}

// Reads into a buffer of `room` bytes and checks that a failure leaves nothing behind.
tscp::result<bytes> read(const std::string& digits, std::size_t room) {
    bytes buffer(room + 1);
    tscp::writer out{buffer};
    REQUIRE(out.write_u8(0x5a));
    const auto done = tscp::read_hex(digits, out);
    if (!done) {
        CHECK(out.size() == 1);
        bytes untouched(room + 1);
        untouched[0] = 0x5a;
        CHECK(buffer == untouched);
        return done.error();
    }
    return bytes(out.written().begin() + 1, out.written().end());
}

}  // namespace

TEST_CASE("every byte is written as two lower-case digits and read from digits of either case") {
    for (unsigned value = 0; value < 256; ++value) {
        const std::string lower{lower_digits[value / 16], lower_digits[value % 16]};
        const std::string upper{upper_digits[value / 16], upper_digits[value % 16]};
        const auto byte = static_cast<std::uint8_t>(value);

        bytes buffer(2);
        tscp::writer out{buffer};
        REQUIRE(tscp::write_hex(tscp::byte_view{&byte, 1}, out));
        CHECK(std::string(buffer.begin(), buffer.end()) == lower);

        CHECK(*read(lower, 1) == bytes{byte});
        CHECK(*read(upper, 1) == bytes{byte});
        CHECK(*read({lower[0], upper[1]}, 1) == bytes{byte});
    }
}

TEST_CASE("every character that is no digit is refused at every place") {
    for (unsigned character = 0; character < 256; ++character) {
        if (is_digit(character)) { continue; }
        for (std::size_t place = 0; place < 6; ++place) {
            std::string digits = "00fF99";
            digits[place] = static_cast<char>(character);
            CHECK(read(digits, 3).error() == errc::malformed_hex);
        }
    }
}

TEST_CASE("text of an odd length is refused") {
    for (const char* digits : {"0", "abc", "00112"}) { CHECK(read(digits, 8).error() == errc::malformed_hex); }
}

TEST_CASE("bytes and digits that do not fit are refused whole") {
    for (std::size_t room = 0; room < 3; ++room) { CHECK(read("001122", room).error() == errc::buffer_too_small); }
    CHECK(*read("001122", 3) == bytes{0x00, 0x11, 0x22});

    const bytes three = {0xaa, 0xbb, 0xcc};
    for (std::size_t room = 0; room < 6; ++room) {
        bytes buffer(room, 0x5a);
        tscp::writer out{buffer};
        CHECK(tscp::write_hex(three, out).error() == errc::buffer_too_small);
        CHECK(out.size() == 0);
        CHECK(buffer == bytes(room, 0x5a));
    }
}

TEST_CASE("no bytes are no digits") {
    CHECK((*read("", 0)).empty());
    tscp::writer out{tscp::byte_span{}};
    CHECK(tscp::write_hex({}, out));
    CHECK(out.size() == 0);
}

TEST_CASE("input in the part of the buffer that is to be written is refused, and nothing changes") {
    bytes buffer = {'a', 'b', '1', '2', '3', '4', '5', '6'};
    const bytes before = buffer;
    for (std::size_t start = 0; start < 5; ++start) {
        tscp::writer out{tscp::byte_span{buffer}.subspan(1, 4)};
        const tscp::byte_view input = tscp::byte_view{buffer}.subspan(start, 2);
        CHECK(tscp::write_hex(input, out).error() == errc::buffers_overlap);
        CHECK(tscp::read_hex(input, out).error() == errc::buffers_overlap);
        CHECK(out.size() == 0);
        CHECK(buffer == before);
    }
    // What was written before may be read.
    tscp::writer out{buffer};
    REQUIRE(out.reserve(2));
    REQUIRE(tscp::write_hex(tscp::byte_view{buffer}.first(2), out));
    CHECK(std::string(buffer.begin(), buffer.end()) == "ab616256");
    REQUIRE(tscp::read_hex(tscp::byte_view{buffer}.subspan(2, 4), out));
    CHECK(std::string(buffer.begin(), buffer.end()) == "ab6162ab");
}
