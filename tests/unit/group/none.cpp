// SPDX-License-Identifier: MIT
// The group that is none: its nonce, its zeros, and every size that is not its own.
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/group.hpp>
#include <tscp/group/none.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"

namespace {

using test::bytes;
using tscp::errc;
using tscp::group_none;

static_assert(tscp::require_group<group_none>() && tscp::is_group<group_none>);

const bytes nonce = test::from_hex("000102030405060708090a0b0c0d0e0f");

}  // namespace

TEST_CASE("the share of group none is its nonce, and the shared secret is zeros") {
    bytes share(16, 0xee);
    REQUIRE(group_none::public_value(nonce, share));
    CHECK(share == nonce);
    bytes shared(32, 0xee);
    REQUIRE(group_none::agree(nonce, share, shared));
    CHECK(shared == bytes(32));
}

TEST_CASE("group none refuses every other size, and leaves zeros") {
    for (std::size_t size = 0; size <= 40; ++size) {
        CAPTURE(size);
        const bytes other(size, 0x11);
        bytes out(16, 0xee);
        if (size != 16) {
            CHECK(group_none::public_value(other, out).error() == errc::invalid_private_key);
            CHECK(out == bytes(16));
            bytes shared(32, 0xee);
            CHECK(group_none::agree(other, nonce, shared).error() == errc::invalid_private_key);
            CHECK(shared == bytes(32));
            shared = bytes(32, 0xee);
            CHECK(group_none::agree(nonce, other, shared).error() == errc::public_value_out_of_range);
            CHECK(shared == bytes(32));
        }
        bytes wrong(size, 0xee);
        if (size != 16) {
            CHECK(group_none::public_value(nonce, wrong).error() == errc::out_of_range);
            CHECK(wrong == bytes(size));
        }
        wrong = bytes(size, 0xee);
        if (size != 32) {
            CHECK(group_none::agree(nonce, nonce, wrong).error() == errc::out_of_range);
            CHECK(wrong == bytes(size));
        }
    }
}

TEST_CASE("the output of group none may lie anywhere over its nonce") {
    for (std::size_t offset = 0; offset <= 16; ++offset) {
        bytes memory(32, 0xee);
        tscp::copy_bytes(nonce, tscp::byte_span{memory}.subspan(8));
        REQUIRE(group_none::public_value(tscp::byte_view{memory}.subspan(8, 16),
                                         tscp::byte_span{memory}.subspan(offset, 16)));
        CHECK(tscp::equal_public(tscp::byte_view{memory}.subspan(offset, 16), nonce));
    }
}
