// SPDX-License-Identifier: MIT
// What a handshake costs in compressions of SHA-256, which is most of what it costs beside Diffie–Hellman.
#include <cstddef>
#include <cstdint>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

std::size_t compressions = 0;
std::size_t pads_hashed = 0;   // of HMAC: each is a compression
std::size_t pads_resumed = 0;  // each would be one if the states behind the pads were not kept

// SHA-256 that counts its compressions.
class counting_sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;
    using chaining_value = tscp::portable::sha256::chaining_value;

    void update(tscp::byte_view message) noexcept {
        compressions += (in_block_ + message.size()) / block_size;
        in_block_ = (in_block_ + message.size()) % block_size;
        hash_.update(message);
    }
    // The padding is a byte and a length of 8.
    void finish(tscp::byte_span digest) noexcept {
        compressions += in_block_ + 9 <= block_size ? 1 : 2;
        in_block_ = 0;
        hash_.finish(digest);
    }
    [[nodiscard]] const chaining_value& chaining() const noexcept {
        ++pads_hashed;
        return hash_.chaining();
    }
    void resume(const chaining_value& value, std::uint64_t size) noexcept {
        ++pads_resumed;
        in_block_ = 0;
        hash_.resume(value, size);
    }

private:
    tscp::portable::sha256 hash_;
    std::size_t in_block_ = 0;
};

struct counted_profile : test::profile_of<tscp::framing::stream, test::x25519_chacha> {
    using hash = counting_sha256;
};

// The compressions of `act`.
template <class Act>
std::size_t count(const Act& act) {
    const std::size_t before = compressions;
    act();
    return compressions - before;
}

}  // namespace

TEST_CASE("a handshake by PSK costs 64 compressions at either end") {
    test::one_client directory;
    test::counted_random random;
    tscp::client<counted_profile> client{test::credential(), random};
    tscp::server<counted_profile, test::one_client> server{directory, random};
    tscp::waiting_client<counted_profile> waiting;
    tscp::half_open<counted_profile> half;
    test::bytes buffer(200);
    tscp::writer hello{buffer};
    test::bytes reply(200);
    tscp::writer hey{reply};

    const std::size_t writing = count([&] { REQUIRE(client.write_hello(hello, waiting) == tscp::errc::none); });
    const std::size_t answering =
        count([&] { REQUIRE(server.answer_hello(hello.written(), hey, {}, half) == tscp::errc::none); });
    const std::size_t reading = count([&] { REQUIRE(std::move(waiting).read_hey(hey.written())); });
    CHECK(writing == 16);
    CHECK(reading == 48);
    CHECK(answering == 64);
    CHECK(pads_resumed - pads_hashed == 32);
}

TEST_CASE("a derived secret costs two compressions, and a new key of HMAC two") {
    tscp::hmac_key<counting_sha256> key;
    const test::bytes bytes(32, 7);
    test::bytes out(32);
    CHECK(count([&] { key.set(bytes); }) == 2);
    CHECK(count([&] { tscp::expand_label_block<counting_sha256>(key, "c ap traffic", bytes, out); }) == 2);
}
