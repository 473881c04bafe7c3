// SPDX-License-Identifier: MIT
// Messages cut into units: their form, their ids, and what cannot be cut.
#include <cstddef>
#include <limits>
#include <set>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

// Gives the same byte whenever it is asked.
struct constant_random {
    bool fill(tscp::byte_span out) const noexcept {
        for (std::uint8_t& one : out) { one = byte; }
        return true;
    }
    std::uint8_t byte;
};

tscp::fragment_sender sender_from(std::uint8_t id) {
    tscp::fragment_sender link;
    constant_random random{id};
    REQUIRE(link.start(random) == errc::none);
    return link;
}

std::vector<bytes> units_of(tscp::result<tscp::fragmenter> pieces) {
    REQUIRE(pieces);
    std::vector<bytes> units;
    while (!pieces->finished()) {
        units.push_back(test::written_by([&](tscp::writer& out) { return bool{pieces->write_next(out)}; }));
    }
    return units;
}

}  // namespace

TEST_CASE("a message is cut into units of one size, and a last one with what is left") {
    auto link = sender_from(7);
    const bytes message{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'};
    CHECK(units_of(link.cut(message, 6)) == std::vector<bytes>{{0x34, 7, 0x00, 'a', 'b', 'c'},
                                                               {0x34, 7, 0x01, 'd', 'e', 'f'},
                                                               {0x34, 7, 0x82, 'g', 'h'}});
    CHECK(units_of(link.cut(message, 7)) ==
          std::vector<bytes>{{0x34, 8, 0x00, 'a', 'b', 'c', 'd'}, {0x34, 8, 0x81, 'e', 'f', 'g', 'h'}});
    CHECK(units_of(link.cut(message, 8)) == std::vector<bytes>{message});
}

TEST_CASE("each message that is cut has the next id, from a random one on") {
    auto link = sender_from(254);
    const bytes message(30, 1);
    const auto id_of_next = [&] { return units_of(link.cut(message, 23))[1][1]; };
    CHECK(id_of_next() == 254);
    CHECK(units_of(link.cut(message, 30)).size() == 1);  // whole, without an id
    CHECK(id_of_next() == 255);
    CHECK(link.cut(message, 3).error() == errc::message_too_long);
    CHECK(id_of_next() == 0);
    CHECK(id_of_next() == 1);

    test::counted_random random;
    std::set<std::uint8_t> firsts;
    for (int i = 0; i < 20; ++i) {
        tscp::fragment_sender other;
        REQUIRE(other.start(random) == errc::none);
        firsts.insert(units_of(other.cut(message, 23))[0][1]);
    }
    CHECK(firsts.size() > 10);
}

TEST_CASE("a sender that was not started, or was moved from, cuts nothing") {
    const bytes message(30, 1);
    tscp::fragment_sender link;
    CHECK(link.cut(message, 23).error() == errc::state_consumed);
    CHECK(link.cut(message, 30).error() == errc::state_consumed);
    test::counted_random failing{1, 0};
    CHECK(link.start(failing) == errc::random_failed);
    CHECK(link.cut(message, 23).error() == errc::state_consumed);
    link = sender_from(3);
    tscp::fragment_sender kept{std::move(link)};
    // NOLINTNEXTLINE(bugprone-use-after-move)
    CHECK(link.cut(message, 23).error() == errc::state_consumed);
    CHECK(units_of(kept.cut(message, 23))[0][1] == 3);
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<tscp::fragment_sender>);
    STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<tscp::fragment_sender>);
}

TEST_CASE("a fragmenter that is finished writes nothing more") {
    const bytes message(30, 1);
    auto link = sender_from(0);
    for (const std::size_t unit : {std::size_t{23}, std::size_t{30}}) {
        bytes buffer(100);
        tscp::writer out{buffer};
        auto pieces = link.cut(message, unit);
        REQUIRE(pieces);
        while (!pieces->finished()) { REQUIRE(pieces->write_next(out)); }
        const std::size_t size = out.size();
        CHECK(pieces->write_next(out).error() == errc::state_consumed);
        CHECK(out.size() == size);
    }
    tscp::fragmenter none;
    CHECK(none.finished());
    bytes buffer(10);
    tscp::writer out{buffer};
    CHECK(none.write_next(out).error() == errc::state_consumed);
}

TEST_CASE("a unit is written whole or not at all") {
    const bytes message(30, 1);
    auto link = sender_from(0);
    for (const std::size_t unit : {std::size_t{23}, std::size_t{30}}) {
        auto pieces = link.cut(message, unit);
        REQUIRE(pieces);
        for (std::size_t size = 0; size < unit; ++size) {
            bytes buffer(size, 0x5a);
            tscp::writer out{buffer};
            CHECK(pieces->write_next(out).error() == errc::buffer_too_small);
            CHECK(out.size() == 0);
            CHECK(buffer == bytes(size, 0x5a));
        }
        bytes buffer(unit);
        tscp::writer out{buffer};
        CHECK(pieces->write_next(out));
        CHECK(out.remaining() == 0);
    }
}

TEST_CASE("a message has 128 fragments at most, whatever the unit") {
    const auto error_of = [](std::size_t size, std::size_t unit) {
        // Only its size is looked at.
        const std::uint8_t byte = 1;
        auto link = sender_from(0);
        return link.cut(tscp::byte_view{&byte, size}, unit).error();
    };
    for (const std::size_t unit : {4U, 23U, 258U, 1026U}) {
        CAPTURE(unit);
        CHECK(error_of((unit - 3) * 128, unit) == errc::none);
        CHECK(error_of((unit - 3) * 128 + 1, unit) == errc::message_too_long);
    }
    CHECK(error_of(20 * 128, 23) == errc::none);
    for (const std::size_t unit : {0U, 1U, 2U, 3U}) { CHECK(error_of(4, unit) == errc::message_too_long); }
    CHECK(error_of(3, 3) == errc::none);
    // 128 of these are more than a size can say.
    const std::size_t large = std::numeric_limits<std::size_t>::max() / 128 + 4;
    CHECK(error_of(large + 1, large) == errc::none);
}

TEST_CASE("no fragment is cut or sent as a message, and nothing is none") {
    auto link = sender_from(0);
    const bytes fragment{0x34, 1, 0x80, 1, 2, 3};
    for (const std::size_t unit : {4U, 6U, 100U}) {
        CHECK(link.cut(fragment, unit).error() == errc::out_of_range);
        CHECK(link.cut(tscp::byte_view{}, unit).error() == errc::out_of_range);
    }
    const bytes message(30, 1);
    tscp::fragmenter pieces;
    REQUIRE(link.cut(message, 23, pieces) == errc::none);
    CHECK(link.cut(fragment, 4, pieces) == errc::out_of_range);
    CHECK_FALSE(pieces.finished());
}
