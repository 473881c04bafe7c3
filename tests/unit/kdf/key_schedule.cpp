// SPDX-License-Identifier: MIT
#include <cstdint>
#include <vector>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/key_schedule.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

TEST_CASE("a piece whose size does not fit two bytes stops a checked program") {
    if constexpr (tscp::config::checked) {
        const std::vector<std::uint8_t> piece(0x10000);
        tscp::psk_input<tscp::portable::sha256> input;
        CHECK(test::stops([&] { input.add_with_size(piece); }));
        CHECK_FALSE(test::stops([&] { input.add_with_size(tscp::byte_view{piece}.first(0xffff)); }));
    }
}
