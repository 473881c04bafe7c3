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

TEST_CASE("T0 has the context, and each static key after its size") {
    using test::bytes;
    const auto hash_of = [](const auto& start) {
        tscp::transcript<test::stream_profile> transcript;
        start(transcript);
        bytes hash(32);
        transcript.hash(hash);
        return hash;
    };
    const auto expected = [](const bytes& message) {
        bytes hash(32);
        tscp::portable::sha256 whole;
        whole.update(message);
        whole.finish(hash);
        return hash;
    };
    const bytes context{0xcc, 0xcd, 0xce};
    const bytes client{0xa1};
    const bytes server{0xb1, 0xb2};
    CHECK(hash_of([&](auto& one) { one.start(context); }) ==
          expected({'T', 'S', 'C', 'P', 2, 0, 0, 3, 0xcc, 0xcd, 0xce}));
    CHECK(hash_of([&](auto& one) { one.start(context, client, server); }) ==
          expected({'T', 'S', 'C', 'P', 2, 0, 0, 3, 0xcc, 0xcd, 0xce, 0, 1, 0xa1, 0, 2, 0xb1, 0xb2}));
}
