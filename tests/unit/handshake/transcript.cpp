// SPDX-License-Identifier: MIT
#include <cstdint>
#include <vector>

#include <tscp/handshake/transcript.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"
#include "../../support/tscp2_pair.hpp"

TEST_CASE("a context whose size does not fit two bytes stops a checked program") {
    if constexpr (tscp::config::checked) {
        const std::vector<std::uint8_t> context(0x10000);
        tscp::transcript<test::stream_profile> transcript;
        CHECK(test::stops([&] { transcript.start(context); }));
        CHECK_FALSE(test::stops([&] { transcript.start(tscp::byte_view{context}.first(0xffff)); }));
    }
}
