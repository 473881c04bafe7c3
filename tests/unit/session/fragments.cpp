// SPDX-License-Identifier: MIT
// Messages in pieces.
#include <cstddef>
#include <limits>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

std::vector<bytes> cut(const bytes& message, std::size_t unit) {
    std::vector<bytes> units;
    tscp::fragmenter pieces{message, unit};
    while (!pieces.finished()) {
        bytes buffer(unit);
        tscp::writer out{buffer};
        REQUIRE(pieces.write_next(out));
        units.emplace_back(out.written().begin(), out.written().end());
    }
    return units;
}

}  // namespace

TEST_CASE("a handshake goes through units of 23 bytes") {
    test::pair<test::datagram_profile> one;
    for (const bytes* message : {&one.hello, &one.hey, &one.first_record}) {
        tscp::reassembler<100> link;
        const auto units = cut(*message, 23);
        CHECK(units.size() == (message->size() <= 23 ? 1 : (message->size() + 20) / 21));
        for (std::size_t i = 0; i < units.size(); ++i) {
            bytes unit = units[i];
            CHECK(unit.size() <= 23);
            const auto whole = link.take(tscp::byte_span{unit});
            REQUIRE(whole);
            if (i + 1 < units.size()) {
                CHECK(whole->empty());
            } else {
                CHECK(bytes(whole->begin(), whole->end()) == *message);
            }
        }
    }
}

TEST_CASE("gaps, repeats, overflow and too many pieces lose the message, and no other") {
    const bytes message = test::repeatable_random{4}.draw(90);
    const auto units = cut(message, 23);
    REQUIRE(units.size() == 5);
    tscp::reassembler<100> link;
    const auto take = [&](bytes unit) {
        const auto got = link.take(tscp::byte_span{unit});
        return got ? (got->empty() ? errc::none : errc::truncated) : got.error();
    };
    CHECK(take(units[0]) == errc::none);
    CHECK(take(units[2]) == errc::malformed_fragment);
    CHECK(take(units[1]) == errc::malformed_fragment);
    CHECK(take(units[0]) == errc::none);
    CHECK(take(units[0]) == errc::none);  // begins anew
    CHECK(take(units[1]) == errc::none);
    CHECK(take(units[1]) == errc::malformed_fragment);
    CHECK(take({0x34}) == errc::malformed_fragment);
    CHECK(take({0x34, 0x80}) == errc::malformed_fragment);
    for (std::size_t i = 0; i < 4; ++i) { CHECK(take(units[i]) == errc::none); }
    CHECK(take(units[4]) == errc::truncated);  // whole

    tscp::reassembler<80> small;
    errc last{};
    for (bytes unit : units) {
        const auto got = small.take(tscp::byte_span{unit});
        last = got ? errc::none : got.error();
    }
    CHECK(last == errc::malformed_fragment);

    bytes buffer(3);
    tscp::writer out{buffer};
    tscp::fragmenter too_long{message, 3};
    CHECK(too_long.write_next(out).error() == errc::message_too_long);
    tscp::fragmenter nothing_fits{message, 2};
    CHECK(nothing_fits.write_next(out).error() == errc::message_too_long);
    bytes sixty_four(64, 1);
    CHECK(cut(sixty_four, 3).size() == 64);
}

TEST_CASE("a fragmenter that is finished writes nothing more") {
    const bytes message(30, 1);
    for (const std::size_t unit : {std::size_t{23}, std::size_t{30}}) {
        bytes buffer(100);
        tscp::writer out{buffer};
        tscp::fragmenter pieces{message, unit};
        while (!pieces.finished()) { REQUIRE(pieces.write_next(out)); }
        const std::size_t size = out.size();
        CHECK(pieces.write_next(out).error() == errc::state_consumed);
        CHECK(out.size() == size);
    }
}

TEST_CASE("a message has 64 fragments at most, whatever the unit") {
    const auto first_error = [](std::size_t size, std::size_t unit) {
        // Only its size is looked at: an empty buffer takes none of it.
        const std::uint8_t byte = 1;
        tscp::writer nowhere{tscp::byte_span{}};
        tscp::fragmenter pieces{tscp::byte_view{&byte, size}, unit};
        return pieces.write_next(nowhere).error();
    };
    for (const std::size_t unit : {3U, 4U, 23U, 258U, 1026U}) {
        CHECK(first_error((unit - 2) * 64, unit) == errc::buffer_too_small);
        CHECK(first_error((unit - 2) * 64 + 1, unit) == errc::message_too_long);
    }
    // 64 of these are more than a size can say.
    const std::size_t large = std::numeric_limits<std::size_t>::max() / 64 + 3;
    CHECK(first_error(large + 1, large) == errc::buffer_too_small);
}

TEST_CASE("a fragment is no message of fragments") {
    const bytes fragment = cut(bytes(30, 1), 23).front();
    REQUIRE(fragment.front() == 0x34);
    bytes buffer(100);
    tscp::writer out{buffer};
    tscp::fragmenter pieces{fragment, fragment.size() - 1};
    CHECK(pieces.write_next(out).error() == errc::out_of_range);
    CHECK(out.size() == 0);

    tscp::reassembler<100> link;
    const auto take = [&](bytes unit) {
        const auto got = link.take(unit);
        return got ? (got->empty() ? errc::none : errc::truncated) : got.error();
    };
    CHECK(take({0x34, 0xc0, 0x34, 0x80, 1}) == errc::malformed_fragment);
    CHECK(take({0x34, 0x80, 0x34}) == errc::malformed_fragment);
    CHECK(take({0x34, 0x41, 0xc0}) == errc::malformed_fragment);
    // In later pieces the byte is content.
    CHECK(take({0x34, 0x80, 0x31}) == errc::none);
    CHECK(take({0x34, 0x41, 0x34}) == errc::truncated);
}
