// SPDX-License-Identifier: MIT
// What an end asks of the peer's records, in the extensions of Hello and Hey.
#include <cstdint>

#include <tscp/wire/extensions.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;
using tscp::record_terms;

bytes written(const record_terms& terms) {
    std::array<std::uint8_t, record_terms::max_size> list{};
    const tscp::byte_view bytes_written = terms.write_list(list);
    CHECK(bytes_written.size() == terms.size());
    return {bytes_written.begin(), bytes_written.end()};
}

bool reads(const bytes& list, std::uint16_t limit = 16384, bool two_byte_numbers = false) {
    record_terms terms{1234, true};
    return record_terms::parse(list, terms) && terms.record_size_limit == limit &&
           terms.two_byte_numbers == two_byte_numbers;
}

bool refuses(const bytes& list) {
    record_terms terms;
    return !record_terms::parse(list, terms);
}

}  // namespace

TEST_CASE("what is so without an extension is not said") {
    CHECK(written({}).empty());
    CHECK(written({16384, false}).empty());
    CHECK(written({16383, false}) == bytes{1, 2, 0x3f, 0xff});
    CHECK(written({16384, true}) == bytes{2, 0});
    CHECK(written({64, true}) == bytes{1, 2, 0, 64, 2, 0});
    CHECK(record_terms{}.size_in_message() == 0);
    CHECK(record_terms{64, true}.size_in_message() == 7);
}

TEST_CASE("a list says what it was written for, in any order and among unknown extensions") {
    CHECK(reads({}));
    CHECK(reads({1, 2, 0, 16}, 16));
    CHECK(reads({2, 0}, 16384, true));
    CHECK(reads({1, 2, 0x40, 0, 2, 0}, 16384, true));
    CHECK(reads({2, 0, 1, 2, 0x3f, 0xff}, 16383, true));
    CHECK(reads({0, 0, 1, 2, 2, 0, 224, 3, 1, 2, 3}, 512));
    CHECK(reads({3, 1, 0xff, 4, 2, 1, 0}));
}

TEST_CASE("a limit above 16,384 means 16,384, and one below 16 is malformed") {
    CHECK(reads({1, 2, 0x40, 0x01}));
    CHECK(reads({1, 2, 0xff, 0xff}));
    CHECK(refuses({1, 2, 0, 15}));
    CHECK(refuses({1, 2, 0, 0}));
}

TEST_CASE("a list that is cut short, says something twice, or of another size is malformed") {
    CHECK(refuses({1}));
    CHECK(refuses({1, 2, 0}));
    CHECK(refuses({9, 3, 0, 0}));
    CHECK(refuses({2, 0, 7}));
    CHECK(refuses({1, 1, 64}));
    CHECK(refuses({1, 3, 0, 64, 0}));
    CHECK(refuses({2, 1, 0}));
    CHECK(refuses({2, 0, 2, 0}));
    CHECK(refuses({1, 2, 1, 0, 1, 2, 1, 0}));
    CHECK(refuses({7, 1, 1, 8, 0, 7, 0}));
}

TEST_CASE("what does not fit is left out, the limit last") {
    const auto fitted = [](std::size_t room) {
        record_terms terms{64, true};
        terms.fit(room);
        return written(terms);
    };
    CHECK(fitted(7) == bytes{1, 2, 0, 64, 2, 0});
    CHECK(fitted(6) == bytes{1, 2, 0, 64});
    CHECK(fitted(5) == bytes{1, 2, 0, 64});
    CHECK(fitted(4).empty());
    record_terms numbers{16384, true};
    numbers.fit(3);
    CHECK(numbers.two_byte_numbers);
    numbers.fit(2);
    CHECK_FALSE(numbers.two_byte_numbers);
}
