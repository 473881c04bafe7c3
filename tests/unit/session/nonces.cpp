// SPDX-License-Identifier: MIT
// The nonce of a record: how it is made from the iv and the number, and that its memory is wiped after use.
#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/session/direction_keys.hpp>

#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;

/// What an AEAD was given last, and where it lay.
struct given {
    static inline bytes nonce;
    static inline std::uintptr_t address = 0;

    static void note(tscp::byte_view seen) {
        nonce.assign(seen.begin(), seen.end());
        address = reinterpret_cast<std::uintptr_t>(seen.data());
    }
};

// It notes its nonces, and seals and opens nothing.
template <std::size_t NonceSize>
struct noting_aead : tscp::aead_registry::chacha20_poly1305 {
    static constexpr std::size_t nonce_size = NonceSize;
    static constexpr bool constant_time = true;

    explicit noting_aead(tscp::byte_view /*key*/) noexcept {}
    noting_aead(tscp::relocate_t, noting_aead& /*from*/) noexcept {}
    noting_aead(const noting_aead&) = delete;
    noting_aead& operator=(const noting_aead&) = delete;
    ~noting_aead() = default;

    void seal(tscp::byte_view nonce, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {
        given::note(nonce);
    }
    bool open(tscp::byte_view nonce, tscp::byte_view, tscp::byte_view, tscp::byte_span) const noexcept {
        given::note(nonce);
        return true;
    }
};

template <std::size_t NonceSize>
using keys_with = tscp::direction_keys<
    test::profile_of<tscp::framing::stream, tscp::suite<tscp::group_none, noting_aead<NonceSize>>>>;

// True where the memory that the last nonce lay in, which is nobody's now, holds zeros.
__attribute__((noinline, no_sanitize("address"))) bool nonce_is_wiped(std::size_t size) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the address of an object that is no more
    const auto* const memory = reinterpret_cast<const volatile std::uint8_t*>(given::address);
    unsigned seen = 0;
    for (std::size_t i = 0; i < size; ++i) { seen |= memory[i]; }
    return seen == 0;
}

template <std::size_t NonceSize>
void check_nonces() {
    keys_with<NonceSize> keys;
    const bytes secret = test::repeatable_random{46}.draw(32);
    tscp::copy_bytes(secret, keys.traffic_secret());
    keys.make(1);
    bytes iv(NonceSize);
    REQUIRE(tscp::expand_label<tscp::portable::sha256>(secret, tscp::bytes_of("iv"), {}, iv));

    for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0x0123456789abcdef}}) {
        CAPTURE(NonceSize, number);
        bytes expected = iv;
        for (std::size_t i = 0; i < 8; ++i) {
            std::uint8_t& byte = expected[NonceSize - 1 - i];
            byte = static_cast<std::uint8_t>(byte ^ (number >> (8 * i)));
        }
        bytes out(16);
        keys.seal(number, {}, {}, out);
        const bool wiped_by_seal = nonce_is_wiped(NonceSize);
        CHECK(given::nonce == expected);
        CHECK(wiped_by_seal);

        given::nonce.clear();
        const bool opened = keys.open(number, tscp::record{}, out);
        const bool wiped_by_open = nonce_is_wiped(NonceSize);
        CHECK(opened);
        CHECK(given::nonce == expected);
        CHECK(wiped_by_open);
    }
}

}  // namespace

TEST_CASE("a nonce is the iv XOR the number, and is wiped after use") {
    check_nonces<8>();
    check_nonces<12>();
    check_nonces<16>();
    check_nonces<32>();
}
