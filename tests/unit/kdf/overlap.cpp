// SPDX-License-Identifier: MIT
// HKDF and what stands on it, with the output over an input: as it would be elsewhere, or refused and nothing changed.
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/hkdf.hpp>
#include <tscp/kdf/key_schedule.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;
using tscp::byte_span;
using tscp::byte_view;
using tscp::errc;
using hash = tscp::portable::sha256;
using hkdf = tscp::hkdf<hash>;

const bytes key = test::repeatable_random{5}.draw(32);
const bytes info = test::repeatable_random{6}.draw(20);

// 200 bytes with the key at 80 and the info at 120.
bytes laid_out() {
    bytes memory(200, 0x5a);
    tscp::copy_bytes(key, byte_span{memory}.subspan(80));
    tscp::copy_bytes(info, byte_span{memory}.subspan(120));
    return memory;
}

bytes expanded(std::size_t size) {
    bytes out(size);
    REQUIRE(hkdf::expand(key, info, out));
    return out;
}

}  // namespace

TEST_CASE("HKDF expands over its own key as elsewhere, and not over its info") {
    for (const std::size_t size : {1U, 32U, 33U, 70U}) {
        const bytes expected = expanded(size);
        for (std::size_t at = 0; at + size <= 200; ++at) {
            CAPTURE(size, at);
            bytes memory = laid_out();
            const byte_span out = byte_span{memory}.subspan(at, size);
            const errc error =
                hkdf::expand(byte_view{memory}.subspan(80, 32), byte_view{memory}.subspan(120, 20), out).error();
            const bool over_info = at < 140 && at + size > 120;
            CHECK(error == (over_info ? errc::buffers_overlap : errc::none));
            if (over_info) {
                CHECK(memory == laid_out());
            } else {
                CHECK(tscp::equal_public(out, expected));
            }
        }
    }
}

TEST_CASE("HKDF extracts over its salt and its input as elsewhere") {
    bytes expected(32);
    hkdf::extract(key, info, expected);
    for (std::size_t at = 0; at + 32 <= 200; ++at) {
        CAPTURE(at);
        bytes memory = laid_out();
        const byte_span out = byte_span{memory}.subspan(at, 32);
        hkdf::extract(byte_view{memory}.subspan(80, 32), byte_view{memory}.subspan(120, 20), out);
        CHECK(tscp::equal_public(out, expected));
    }
}

TEST_CASE("a labelled expansion goes over its own secret, and not over label or context") {
    bytes expected(40);
    REQUIRE(tscp::expand_label<hash>(key, tscp::byte_view{info}.first(8), tscp::byte_view{info}.last(8), expected));
    for (std::size_t at = 0; at + 40 <= 200; ++at) {
        CAPTURE(at);
        bytes memory = laid_out();
        const byte_view all{memory};
        const byte_span out = byte_span{memory}.subspan(at, 40);
        const errc error =
            tscp::expand_label<hash>(all.subspan(80, 32), all.subspan(120, 8), all.subspan(132, 8), out).error();
        const bool refused = (at < 128 && at + 40 > 120) || (at < 140 && at + 40 > 132);
        CHECK(error == (refused ? errc::buffers_overlap : errc::none));
        if (refused) {
            CHECK(memory == laid_out());
        } else {
            CHECK(tscp::equal_public(out, expected));
        }
    }
}

TEST_CASE("an exporter writes over label, context and secret as elsewhere, or not at all") {
    bytes expected(40);
    REQUIRE(tscp::export_secret<hash>(key, tscp::byte_view{info}.first(8), tscp::byte_view{info}.last(8), expected));
    for (std::size_t at = 0; at + 40 <= 200; ++at) {
        CAPTURE(at);
        bytes memory = laid_out();
        const byte_view all{memory};
        const byte_span out = byte_span{memory}.subspan(at, 40);
        REQUIRE(tscp::export_secret<hash>(all.subspan(80, 32), all.subspan(120, 8), all.subspan(132, 8), out));
        CHECK(tscp::equal_public(out, expected));
    }
}

TEST_CASE("more than HKDF can give is an error that changes nothing") {
    bytes memory(hkdf::max_output_size + 1, 0x5a);
    CHECK(hkdf::expand(key, info, memory).error() == errc::out_of_range);
    CHECK(tscp::expand_label<hash>(key, info, {}, memory).error() == errc::out_of_range);
    CHECK(tscp::export_secret<hash>(key, info, {}, memory).error() == errc::out_of_range);
    CHECK(memory == bytes(hkdf::max_output_size + 1, 0x5a));
    CHECK(hkdf::expand(key, info, byte_span{memory}.subspan(1)));
}
