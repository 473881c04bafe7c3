// SPDX-License-Identifier: MIT
// Half-open sessions and what they hold.
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::errc;

}  // namespace

TEST_CASE("a half-open session that ended holds no secret of the session") {
    using stream = test::stream_profile;
    test::counted_random random;
    test::one_client known;
    tscp::server<stream, test::one_client> at{known, random};
    tscp::waiting_client<stream> waiting;
    bytes hello_buffer(300);
    bytes hey_buffer(300);
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    REQUIRE(tscp::client<stream>{test::credential(), random}.write_hello(hello, waiting) == errc::none);
    test::memory_of<tscp::half_open<stream>> memory;
    auto& half = memory.make();
    REQUIRE(at.answer_hello(hello.written(), hey, {}, half) == errc::none);
    auto session = std::move(waiting).read_hey(hey.written());
    REQUIRE(session);
    const auto secrets = {session->secrets.reveal_exporter(), session->secrets.reveal_resumption()};
    for (const tscp::byte_view secret : secrets) { CHECK(memory.holds(secret)); }
    bytes forged = test::seal(session->channel, tscp::bytes_of("first"));
    bytes content(100);
    SECTION("by a forged first record") {
        forged.back() = static_cast<std::uint8_t>(forged.back() ^ 1U);
        CHECK(std::move(half).open(forged, content).error() == errc::not_authentic);
    }
    SECTION("by a first record that opens: the session has them") { CHECK(std::move(half).open(forged, content)); }
    SECTION("by its owner") { half.end(); }
    CHECK(half.ended());
    for (const tscp::byte_view secret : secrets) { CHECK_FALSE(memory.holds(secret)); }
    memory.destroy();
}
