// SPDX-License-Identifier: MIT
// SLIP: the frames of RFC 1055, and a decoder that finds its place again whatever a line did.
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include <tscp/framing/slip.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/plain_slip.hpp"

namespace {

using test::bytes;
using tscp::errc;
namespace slip = tscp::slip;

static_assert(slip::max_encoded_size(300) == 602);

bytes encoded(const bytes& datagram) {
    bytes frame(slip::max_encoded_size(datagram.size()));
    const auto done = slip::encode(datagram, frame);
    REQUIRE(done);
    return {done->begin(), done->end()};
}

bytes joined(std::initializer_list<bytes> parts) {
    bytes whole;
    for (const bytes& part : parts) { whole.insert(whole.end(), part.begin(), part.end()); }
    return whole;
}

/// The datagrams that a decoder with room for `capacity` bytes finds, from its beginning on.
std::vector<bytes> decoded(const bytes& line, std::size_t capacity = 100) {
    bytes buffer(capacity);
    slip::decoder frames{buffer};
    std::vector<bytes> datagrams;
    for (const std::uint8_t byte : line) {
        const tscp::byte_span datagram = frames.take(byte);
        if (!datagram.empty()) { datagrams.emplace_back(datagram.begin(), datagram.end()); }
    }
    return datagrams;
}

using list = std::vector<bytes>;
const bytes hello{0x31, 0x00, 0xc0, 0xdb, 0x01};
const bytes other{0x32, 0x11};

}  // namespace

TEST_CASE("a frame has the values of RFC 1055") {
    // "END 300 octal, ESC 333, ESC_END 334, ESC_ESC 335"
    CHECK(encoded({0300, 0333, 'a'}) == bytes{0300, 0333, 0334, 0333, 0335, 'a', 0300});
    CHECK(encoded({0334, 0335}) == bytes{0300, 0334, 0335, 0300});
}

TEST_CASE("every byte goes over a line, alone and between others") {
    for (unsigned value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        for (const bytes& datagram : {bytes{byte}, bytes{byte, byte}, bytes{1, byte, 2}}) {
            CHECK(decoded(encoded(datagram)) == list{datagram});
            CHECK(encoded(datagram).size() == slip::encoded_size(datagram));
        }
    }
}

TEST_CASE("the bound of a frame is met by a datagram of escaped bytes alone") {
    for (const std::uint8_t byte : {slip::end, slip::escape}) {
        CHECK(encoded(bytes(40, byte)).size() == slip::max_encoded_size(40));
    }
    CHECK(encoded(bytes(40, 0)).size() == 42);
}

TEST_CASE("a frame that does not fit, or has nothing to carry, is not begun") {
    for (std::size_t room = 0; room < slip::encoded_size(hello); ++room) {
        bytes small(room, 0x55);
        CHECK(slip::encode(hello, small).error() == errc::buffer_too_small);
        CHECK(small == bytes(room, 0x55));
    }
    bytes room(40, 0x55);
    CHECK(slip::encode({}, room).error() == errc::out_of_range);
    CHECK(slip::encode(tscp::byte_view{room}.last(1), room).error() == errc::buffers_overlap);
    CHECK(room == bytes(40, 0x55));
    CHECK(slip::encode(hello, tscp::byte_span{room}.first(slip::encoded_size(hello))));
}

TEST_CASE("noise in front of a frame costs nothing but a datagram that is none") {
    CHECK(decoded(joined({{0x00}, encoded(hello)})) == list{{0x00}, hello});
    CHECK(decoded(joined({{0xdb}, encoded(hello)})) == list{hello});
    CHECK(decoded(joined({{0xdb, 0xdb}, encoded(hello)})) == list{hello});
    CHECK(decoded(joined({bytes(1000, 0xff), encoded(hello)})) == list{hello});
}

TEST_CASE("noise between frames costs neither of them") {
    CHECK(decoded(joined({encoded(hello), {0x17}, encoded(other)})) == list{hello, {0x17}, other});
    CHECK(decoded(joined({encoded(hello), {0xdb}, encoded(other)})) == list{hello, other});
    CHECK(decoded(joined({encoded(hello), bytes(101, 0x17), encoded(other)})) == list{hello, other});
}

TEST_CASE("a frame longer than the buffer is dropped whole, and the next one comes") {
    CHECK(decoded(joined({encoded(bytes(100, 7)), encoded(hello)})) == list{bytes(100, 7), hello});
    CHECK(decoded(joined({encoded(bytes(101, 7)), encoded(hello)})) == list{hello});
    CHECK(decoded(joined({encoded(bytes(100, 0xc0)), encoded(bytes(101, 0xdb))})) == list{bytes(100, 0xc0)});
    CHECK(decoded(encoded(hello), 0).empty());
}

TEST_CASE("a frame with an escape that stands for nothing is dropped whole, and the next one comes") {
    const bytes frame = encoded(other);
    for (unsigned value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        if (byte == slip::escaped_end || byte == slip::escaped_escape) { continue; }
        // END behind an escape ends the frame all the same: what follows it is the beginning of the next.
        CHECK(decoded(joined({{0xc0, 1, 0xdb, byte}, frame})) == list{other});
    }
    CHECK(decoded(joined({{0xc0, 1, 0xdb, 2, 0xdb, 0xdc, 3}, frame})) == list{other});
}

TEST_CASE("frames without a byte are none") {
    CHECK(decoded(bytes(50, 0xc0)).empty());
    CHECK(decoded(joined({{0xc0, 0xc0}, encoded(hello), {0xc0}, encoded(other)})) == list{hello, other});
    // One END between two frames, as RFC 1055's own sender may leave it.
    CHECK(decoded({1, 2, 0xc0, 3, 0xc0}) == list{{1, 2}, {3}});
}

TEST_CASE("a sender that restarts in the middle of a frame is understood from its next frame on") {
    const bytes frame = encoded(hello);
    for (std::size_t sent = 1; sent < frame.size(); ++sent) {
        const auto got =
            decoded(joined({bytes(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(sent)), frame}));
        REQUIRE_FALSE(got.empty());
        CHECK(got.back() == hello);
        CHECK(got.size() <= 2);
    }
}

TEST_CASE("a receiver that restarts in the middle of a frame finds the next one") {
    const bytes frame = encoded(hello);
    for (std::size_t missed = 1; missed <= frame.size(); ++missed) {
        const auto got =
            decoded(joined({bytes(frame.begin() + static_cast<std::ptrdiff_t>(missed), frame.end()), encoded(other)}));
        REQUIRE_FALSE(got.empty());
        CHECK(got.back() == other);
        CHECK(got.size() <= 2);
    }
}

TEST_CASE("a lost, damaged or added byte costs at most the frames on its two sides") {
    test::repeatable_random chance{3};
    const bytes far_before{1};
    const bytes far_behind{2};
    const bytes line =
        joined({encoded(far_before), encoded({3, 0xc0}), encoded(hello), encoded({0xdb, 4}), encoded(far_behind)});
    const std::size_t first = encoded(far_before).size();
    const std::size_t last = line.size() - encoded(far_behind).size();
    for (std::size_t at = first + 1; at < last - 1; ++at) {
        const auto here = static_cast<std::ptrdiff_t>(at);
        bytes lost = line;
        lost.erase(lost.begin() + here);
        bytes damaged = line;
        damaged[at] ^= static_cast<std::uint8_t>(1 + chance.below(255));
        bytes added = line;
        added.insert(added.begin() + here, static_cast<std::uint8_t>(chance.below(256)));
        for (const bytes& faulty : {lost, damaged, added}) {
            const auto got = decoded(faulty);
            REQUIRE(got.size() >= 2);
            CHECK(got.front() == far_before);
            CHECK(got.back() == far_behind);
        }
    }
}

TEST_CASE("the datagrams of any bytes are those of a plain reading of RFC 1055") {
    test::repeatable_random chance{1};
    std::size_t found = 0;
    for (int run = 0; run < 3000; ++run) {
        // Special bytes are frequent, so that all transitions between states are.
        constexpr std::array<std::uint8_t, 5> special = {0xc0, 0xdb, 0xdc, 0xdd, 0x31};
        bytes line(chance.below(60));
        for (std::uint8_t& byte : line) {
            byte = chance.below(3) == 0 ? static_cast<std::uint8_t>(chance.below(256)) : special[chance.below(5)];
        }
        const std::size_t capacity = chance.below(9);
        const auto got = decoded(line, capacity);
        REQUIRE(got == test::plain_slip_decode(line, capacity));
        found += got.size();
    }
    CHECK(found > 3000);
}
