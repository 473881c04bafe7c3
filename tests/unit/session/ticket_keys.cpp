// SPDX-License-Identifier: MIT
// A server's tickets: their bytes, and that no two plaintexts have one nonce, whatever the generator does.
#include <array>
#include <cstddef>
#include <string>

#include <tscp/backend/portable/aes_ccm.hpp>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_view;
using tscp::errc;
template <class Aead>
using keys_of = tscp::ticket_keys<Aead, tscp::portable::sha256>;
using chacha_keys = keys_of<tscp::portable::chacha20_poly1305>;

// The bytes from `first` on, one more each.
bytes counting(std::uint8_t first, std::size_t size) {
    bytes out(size);
    for (std::uint8_t& byte : out) { byte = first++; }
    return out;
}

// Gives the same bytes whenever it is asked.
struct repeating_random {
    static bool fill(tscp::byte_span out) noexcept {
        for (std::size_t i = 0; i < out.size(); ++i) { out[i] = static_cast<std::uint8_t>(0xa0 + i); }
        return true;
    }
};

struct plaintext {
    bytes psk = counting(0, 32);
    bool group_none = true;
    std::uint64_t authenticated_at = 1700000000;
    std::uint32_t lifetime = 3600;
    std::string name = "kitchen";
};

template <class Keys>
bytes sealed(const Keys& keys, const plaintext& from = {}, byte_view context = tscp::bytes_of("tenant one")) {
    tscp::ticket_content content;
    tscp::copy_bytes(from.psk, content.psk.overwrite());
    content.group_none = from.group_none;
    content.authenticated_at = from.authenticated_at;
    content.lifetime = from.lifetime;
    content.name = from.name;
    repeating_random random;
    return test::written_by([&](tscp::writer& out) { return bool{keys.seal(content, context, random, out)}; });
}

template <class Keys>
errc opens(const Keys& keys, byte_view ticket, byte_view context) {
    std::array<std::uint8_t, 255> buffer;
    tscp::ticket_content content;
    return keys.open(ticket, context, buffer, content);
}

bytes nonce_of(const bytes& ticket) { return {ticket.begin() + 4, ticket.begin() + 16}; }

}  // namespace

TEST_CASE("tickets are what another implementation makes of the same key and bytes") {
    const bytes key = counting(0x40, 32);
    chacha_keys chacha;
    REQUIRE(chacha.add(0x01020304, key));
    CHECK(test::to_hex(sealed(chacha)) ==
          "010203042e3ca913a520316b9851324036be418d22d01a053e88cacf90237143ca06598a56217f328b55c29bc36eba55b2399d847d"
          "6716873999f48b4a7d452064753c7a639ccc3eb940429a93a636d4a5bb3c47");
    // An AEAD with keys of 16 bytes.
    keys_of<tscp::portable::aes128_ccm> ccm;
    REQUIRE(ccm.add(0x01020304, key));
    CHECK(test::to_hex(sealed(ccm)) ==
          "010203042e3ca913a520316b98513240e158a0a573ef221b6d89949875e24922b85e67296fbaf2f9062c9fb3abcb8f0624683dffd1"
          "6363ff86689e966ee0f78b22ca34907d0b0716407994ce1e527191d0b841aa");
}

TEST_CASE("a generator that repeats gives two plaintexts two nonces, and the same plaintext the same ticket") {
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    const bytes first = sealed(keys);
    CHECK(sealed(keys) == first);
    plaintext other;
    SECTION("another PSK") { other.psk[31] ^= 1U; }
    SECTION("another flag") { other.group_none = false; }
    SECTION("another first authentication") { ++other.authenticated_at; }
    SECTION("another lifetime") { ++other.lifetime; }
    SECTION("another name") { other.name = "kitchem"; }
    SECTION("a longer name") { other.name += 'n'; }
    CHECK(nonce_of(sealed(keys, other)) != nonce_of(first));
}

TEST_CASE("another key, key id or context gives another nonce, and one key under two ids too") {
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    const bytes first = sealed(keys);
    CHECK(nonce_of(sealed(keys, {}, tscp::bytes_of("tenant two"))) != nonce_of(first));
    REQUIRE(keys.add(2, bytes(32, 9)));
    CHECK(nonce_of(sealed(keys)) != nonce_of(first));
    REQUIRE(keys.add(1, bytes(32, 8)));
    CHECK(nonce_of(sealed(keys)) != nonce_of(first));
}

TEST_CASE("other random bytes give the same plaintext another nonce") {
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    test::counted_random random;
    const tscp::ticket_content content;
    const auto seal = [&] {
        return test::written_by([&](tscp::writer& out) { return bool{keys.seal(content, {}, random, out)}; });
    };
    CHECK(nonce_of(seal()) != nonce_of(seal()));
}

TEST_CASE("contexts of any size with the same beginning are told apart") {
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    for (const std::size_t size : {1U, 63U, 252U, 253U, 254U, 65535U}) {
        CAPTURE(size);
        const bytes one(size, 'x');
        bytes other = one;
        other.back() = 'y';
        bytes longer = one;
        longer.push_back('x');
        const bytes ticket = sealed(keys, {}, one);
        CHECK(opens(keys, ticket, one) == errc::none);
        CHECK(opens(keys, ticket, other) == errc::ticket_refused);
        CHECK(opens(keys, ticket, longer) == errc::ticket_refused);
        CHECK(opens(keys, ticket, {}) == errc::ticket_refused);
    }
}

TEST_CASE("a ticket is sealed whole or not at all") {
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    tscp::ticket_content content;
    content.name = tscp::bytes_of("kitchen");
    const std::size_t size = chacha_keys::ticket_size(7);
    test::counted_random failing{1, 0};
    bytes memory(size);
    tscp::writer out{memory};
    CHECK(keys.seal(content, {}, failing, out).error() == errc::random_failed);
    CHECK(out.size() == 0);
    CHECK(memory == bytes(size));
    test::counted_random random;
    tscp::writer small{tscp::byte_span{memory}.first(size - 1)};
    CHECK(keys.seal(content, {}, random, small).error() == errc::buffer_too_small);
    CHECK(random.draws == 0);
    CHECK(small.size() == 0);
    CHECK(keys.seal(content, {}, random, out));
    CHECK(out.remaining() == 0);
}

TEST_CASE("a name has 178 bytes at most, and is never cut") {
    STATIC_REQUIRE(chacha_keys::max_name_size == 178);
    STATIC_REQUIRE(keys_of<tscp::portable::aes128_ccm>::max_name_size == 178);
    chacha_keys keys;
    REQUIRE(keys.add(1, bytes(32, 9)));
    plaintext longest;
    longest.name.assign(178, 'n');
    const bytes ticket = sealed(keys, longest, {});
    CHECK(ticket.size() == 255);
    bytes room(chacha_keys::opened_size(178));
    tscp::ticket_content content;
    CHECK(keys.open(ticket, {}, room, content) == errc::none);
    CHECK(tscp::equal_public(content.name, bytes(178, 'n')));
    CHECK(keys.open(ticket, {}, tscp::byte_span{room}.first(room.size() - 1), content) == errc::ticket_refused);
}
