// SPDX-License-Identifier: MIT
// Messages put together again from pieces in any order, repeated, lost, damaged or of several messages at once.
#include <algorithm>
#include <cstddef>
#include <numeric>

#include "../../support/catch.hpp"
#include "../../support/plain_reassembler.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;
using plain_outcome = test::plain_reassembler::outcome;

// All the units of a message under this id.
std::vector<bytes> cut(const bytes& message, std::uint8_t id, std::size_t unit) {
    std::vector<bytes> units;
    const std::size_t size = unit - 3;
    for (std::size_t at = 0; at < message.size(); at += size) {
        const bool last = at + size >= message.size();
        bytes one{0x34, id, static_cast<std::uint8_t>((last ? 0x80U : 0U) | at / size)};
        one.insert(one.end(), message.begin() + static_cast<std::ptrdiff_t>(at),
                   message.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, message.size())));
        units.push_back(one);
    }
    return units;
}

// What came of a unit: a message, nothing, or an error.
struct taken {
    bytes message;
    errc error;
};
bool operator==(const taken& left, const taken& right) {
    return left.message == right.message && left.error == right.error;
}

template <std::size_t Capacity>
taken give(tscp::reassembler<Capacity>& link, bytes unit) {
    const auto got = link.take(unit);
    if (!got) { return {{}, got.error()}; }
    return {{got->begin(), got->end()}, errc::none};
}
const taken nothing{{}, errc::none};
const taken misplaced{{}, errc::misplaced_fragment};
const taken malformed{{}, errc::malformed_fragment};
taken whole(const bytes& message) { return {message, errc::none}; }

// The same unit to both: they agree.
template <std::size_t Capacity>
taken give_both(tscp::reassembler<Capacity>& link, test::plain_reassembler& plain, const bytes& unit) {
    taken got = give(link, unit);
    switch (plain.take(unit)) {
        case plain_outcome::message: CHECK(got == whole(plain.whole())); break;
        case plain_outcome::nothing: CHECK(got == nothing); break;
        case plain_outcome::malformed: CHECK(got == malformed); break;
        case plain_outcome::misplaced: CHECK(got == misplaced); break;
    }
    return got;
}

bytes message_of(std::size_t size, std::uint64_t seed = 4) {
    bytes message = test::repeatable_random{seed}.draw(size);
    message[0] = 0x31;
    return message;
}

}  // namespace

TEST_CASE("a handshake goes through units of 23 bytes") {
    test::pair<test::datagram_profile> one;
    test::counted_random random;
    tscp::fragment_sender sender;
    REQUIRE(sender.start(random) == errc::none);
    tscp::reassembler<100> link;
    for (const bytes* message : {&one.hello, &one.hey, &one.first_record}) {
        auto pieces = sender.cut(*message, 23);
        REQUIRE(pieces);
        std::size_t units = 0;
        for (; !pieces->finished(); ++units) {
            bytes unit = test::written_by([&](tscp::writer& out) { return bool{pieces->write_next(out)}; });
            CHECK(unit.size() <= 23);
            CHECK(give(link, unit) == (pieces->finished() ? whole(*message) : nothing));
        }
        CHECK(units == (message->size() <= 23 ? 1 : (message->size() + 19) / 20));
    }
}

TEST_CASE("2,560 bytes go over units of 23 bytes, backwards but for the last piece") {
    const bytes message = message_of(2560);
    auto units = cut(message, 1, 23);
    REQUIRE(units.size() == 128);
    std::reverse(units.begin(), units.end());
    std::swap(units[0], units[1]);
    tscp::reassembler<2560> link;
    for (std::size_t i = 0; i < 127; ++i) { CHECK(give(link, units[i]) == nothing); }
    CHECK(give(link, units[127]) == whole(message));
}

TEST_CASE("four pieces make their message in every order, with every repeat") {
    const bytes message = message_of(33);  // pieces of 10, 10, 10 and 3 bytes
    const auto units = cut(message, 9, 13);
    REQUIRE(units.size() == 4);
    constexpr unsigned length = 7;
    std::size_t made = 0;
    for (unsigned row = 0; row < 1U << (2 * length); ++row) {
        tscp::reassembler<33> link;
        test::plain_reassembler plain{33};
        unsigned seen = 0;
        bool is_made = false;
        for (unsigned i = 0; i < length; ++i) {
            const unsigned next = row >> (2 * i) & 3U;
            const taken got = give_both(link, plain, units[next]);
            if (is_made || (next == 3 && seen == 0)) {  // late, or last before any other: dropped
                REQUIRE(got == (is_made ? nothing : misplaced));
                continue;
            }
            seen |= 1U << next;
            is_made = seen == 15;
            REQUIRE(got == (is_made ? whole(message) : nothing));
        }
        if (is_made) { ++made; }
    }
    CHECK(made > 7000);
}

TEST_CASE("three pieces of each of two messages in every order of six give what the page says") {
    const auto first = cut(message_of(25, 1), 1, 13);
    const auto second = cut(message_of(26, 2), 2, 13);
    std::vector<bytes> units = first;
    units.insert(units.end(), second.begin(), second.end());
    std::vector<unsigned> order(6);
    std::iota(order.begin(), order.end(), 0U);
    std::size_t made = 0;
    do {
        tscp::reassembler<40> link;
        test::plain_reassembler plain{40};
        for (const unsigned i : order) {
            if (!give_both(link, plain, units[i]).message.empty()) { ++made; }
        }
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(made > 100);
}

TEST_CASE("a piece that another with its index came before is dropped: the first copy stands") {
    const bytes message = message_of(25);
    const auto units = cut(message, 1, 13);
    tscp::reassembler<40> link;
    bytes other = units[0];
    other[5] ^= 1U;
    CHECK(give(link, units[0]) == nothing);
    CHECK(give(link, other) == nothing);
    CHECK(give(link, units[2]) == nothing);
    bytes shorter = units[2];
    shorter.pop_back();
    CHECK(give(link, shorter) == nothing);
    CHECK(give(link, units[1]) == whole(message));
}

TEST_CASE("a piece that contradicts those before it is dropped, and the message is made all the same") {
    const bytes message = message_of(35);  // 10, 10, 10, 5
    const auto units = cut(message, 1, 13);
    tscp::reassembler<40> link;
    const auto piece = [](std::uint8_t flags, std::size_t size) {
        bytes one(3 + size, 0x31);
        one[0] = 0x34;
        one[1] = 1;
        one[2] = flags;
        return one;
    };
    CHECK(give(link, piece(0x83, 5)) == misplaced);  // the last, before any other
    CHECK(give(link, units[1]) == nothing);
    CHECK(give(link, piece(0x00, 9)) == misplaced);  // another size
    CHECK(give(link, piece(0x00, 11)) == misplaced);
    CHECK(give(link, piece(0x83, 11)) == misplaced);  // a last one longer than the others
    CHECK(give(link, piece(0x81, 5)) == misplaced);   // a last one where another is
    CHECK(give(link, piece(0x80, 5)) == misplaced);   // and before it
    CHECK(give(link, piece(0x04, 10)) == misplaced);  // beyond the buffer
    CHECK(give(link, piece(0x84, 1)) == misplaced);
    CHECK(give(link, units[3]) == nothing);
    CHECK(give(link, piece(0x03, 10)) == misplaced);  // where the last is, and behind it
    CHECK(give(link, piece(0x82, 5)) == misplaced);   // another last one
    CHECK(give(link, piece(0x84, 5)) == misplaced);
    CHECK(give(link, piece(0x00, 0)) == malformed);
    CHECK(give(link, units[2]) == nothing);
    CHECK(give(link, units[0]) == whole(message));
}

TEST_CASE("what is no piece of any message is malformed, and changes nothing") {
    const bytes message = message_of(25);
    const auto units = cut(message, 1, 13);
    tscp::reassembler<3000> link;
    CHECK(give(link, units[0]) == nothing);
    for (const bytes& bad : {bytes{0x34}, bytes{0x34, 2}, bytes{0x34, 2, 0}, bytes{0x34, 1, 1}, bytes{0x34, 1, 0x82},
                             bytes{0x34, 2, 0x00, 0x34}, bytes{0x34, 2, 0x80, 0x34, 1}, bytes{0x34, 2, 0x7f, 1},
                             bytes{0x34, 1, 0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}) {
        CHECK(give(link, bad) == malformed);
    }
    CHECK(give(link, units[1]) == nothing);
    CHECK(give(link, units[2]) == whole(message));
    // In later pieces the byte is content.
    CHECK(give(link, {0x34, 3, 0x00, 0x31}) == nothing);
    CHECK(give(link, {0x34, 3, 0x81, 0x34}) == whole({0x31, 0x34}));
}

TEST_CASE("a last piece with index 0 is the whole message") {
    tscp::reassembler<3> link;
    CHECK(give(link, {0x34, 1, 0x80, 7, 8, 9}) == whole({7, 8, 9}));
    CHECK(give(link, {0x34, 1, 0x80, 7, 8, 9}) == nothing);
    CHECK(give(link, {0x34, 2, 0x80, 7, 8, 9, 10}) == misplaced);
    CHECK(give(link, {0x34, 2, 0x80, 7}) == whole({7}));
}

TEST_CASE("a unit that is no fragment is a message, and leaves the pieces as they are") {
    const bytes message = message_of(25);
    const auto units = cut(message, 1, 13);
    tscp::reassembler<40> link;
    CHECK(give(link, units[0]) == nothing);
    CHECK(give(link, bytes(30, 0x90)) == whole(bytes(30, 0x90)));
    CHECK(give(link, units[1]) == nothing);
    CHECK(give(link, units[2]) == whole(message));
}

TEST_CASE("pieces of the message that was finished or abandoned last are dropped, and others begin anew") {
    const bytes one = message_of(25, 1);
    const bytes two = message_of(25, 2);
    const auto first = cut(one, 1, 13);
    const auto second = cut(two, 2, 13);
    tscp::reassembler<40> link;
    for (std::size_t i = 0; i < 2; ++i) { CHECK(give(link, first[i]) == nothing); }
    CHECK(give(link, second[0]) == nothing);  // abandons the first
    CHECK(give(link, first[2]) == nothing);
    CHECK(give(link, first[0]) == nothing);
    CHECK(give(link, second[1]) == nothing);
    CHECK(give(link, second[2]) == whole(two));
    CHECK(give(link, second[0]) == nothing);  // finished
    for (std::size_t i = 0; i < 2; ++i) { CHECK(give(link, first[i]) == nothing); }
    CHECK(give(link, first[2]) == whole(one));  // not the last that was finished any more
    // A piece that is dropped does not abandon the message.
    CHECK(give(link, second[0]) == nothing);
    CHECK(give(link, {0x34, 3, 0x82, 1}) == misplaced);
    CHECK(give(link, {0x34, 4, 0x00, 0x34, 1}) == malformed);
    bytes too_long(60, 4);
    too_long[0] = 0x34;
    too_long[2] = 0;
    CHECK(give(link, too_long) == misplaced);
    CHECK(give(link, second[1]) == nothing);
    CHECK(give(link, second[2]) == whole(two));
}

TEST_CASE("a buffer that was cleared knows no piece and no id") {
    const bytes message = message_of(25);
    const auto units = cut(message, 1, 13);
    tscp::reassembler<40> link;
    CHECK(give(link, units[0]) == nothing);
    CHECK(give(link, units[1]) == nothing);
    link.clear();
    CHECK(give(link, units[2]) == misplaced);
    CHECK(give(link, units[1]) == nothing);
    CHECK(give(link, units[2]) == nothing);
    CHECK(give(link, units[0]) == whole(message));
    link.clear();
    for (std::size_t i = 0; i < 2; ++i) { CHECK(give(link, units[i]) == nothing); }
    CHECK(give(link, units[2]) == whole(message));
}

TEST_CASE("a message fills the buffer to its last byte, and not one more") {
    for (std::size_t size = 1; size <= 70; ++size) {
        for (const std::size_t unit : {4U, 5U, 13U, 67U, 72U, 73U, 74U}) {
            const bytes message = message_of(size);
            const auto units = cut(message, 1, unit);
            tscp::reassembler<69> link;
            taken last;
            for (const bytes& one : units) { last = give(link, one); }
            CHECK(last == (size <= 69 ? whole(message) : misplaced));
        }
    }
}

TEST_CASE("a link that swaps, repeats, damages and loses pieces of several messages gives what the page says") {
    test::repeatable_random choice{20260103};
    std::size_t made = 0;
    std::size_t genuine = 0;
    for (unsigned run = 0; run < 300; ++run) {
        tscp::reassembler<120> link;
        test::plain_reassembler plain{120};
        std::vector<bytes> messages;
        std::vector<bytes> on_the_way;
        auto id = static_cast<std::uint8_t>(choice.below(256));
        for (unsigned step = 0; step < 60; ++step) {
            if (on_the_way.size() < 4) {
                bytes message = choice.draw(1 + choice.below(130));
                if (message[0] == 0x34 && choice.below(2) == 0) { message[0] = 0x31; }
                const auto units = cut(message, id++, 4 + choice.below(40));
                on_the_way.insert(on_the_way.end(), units.begin(), units.end());
                messages.push_back(message);
            }
            // One of the next three, which may be kept for a repeat; now and then lost or damaged.
            const std::size_t at = choice.below(std::min<std::size_t>(3, on_the_way.size()));
            bytes unit = on_the_way[at];
            if (choice.below(5) != 0) { on_the_way.erase(on_the_way.begin() + static_cast<std::ptrdiff_t>(at)); }
            switch (choice.below(16)) {
                case 0: continue;
                case 1:
                    unit[1 + choice.below(unit.size() - 1)] ^= static_cast<std::uint8_t>(1U << choice.below(8));
                    break;
                case 2: unit.resize(1 + choice.below(unit.size())); break;
                default: break;
            }
            const taken got = give_both(link, plain, unit);
            if (got.message.empty()) { continue; }
            ++made;
            if (std::find(messages.begin(), messages.end(), got.message) != messages.end()) { ++genuine; }
        }
    }
    CHECK(made > 500);
    CHECK(genuine > 400);
}
