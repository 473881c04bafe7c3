// SPDX-License-Identifier: MIT
// Keys of HMAC that are used again, the constants of SHA-256 that the key schedule takes for computed, and buffers that
// overlap.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <type_traits>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/expand_label.hpp>
#include <tscp/kdf/hkdf.hpp>
#include <tscp/kdf/hmac.hpp>
#include <tscp/kdf/key_schedule.hpp>
#include <tscp/kdf/sha256_constants.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/sha256.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/sha256.hpp>
#endif

#include "../../concepts/archetypes/rest.hpp"
#include "../../support/bytes.hpp"
#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"

namespace {

using test::bytes;
using tscp::errc;
using sha256 = tscp::portable::sha256;

static_assert(!std::is_copy_constructible_v<tscp::hmac_key<sha256>> &&
              !std::is_copy_constructible_v<tscp::hmac<sha256>>);
static_assert(!std::is_constructible_v<tscp::hmac<sha256>, tscp::hmac_key<sha256>>);

// RFC 2104 word for word.
template <class Hash>
bytes hmac_by_definition(const bytes& key, const bytes& message) {
    const auto digest = [](const bytes& first, const bytes& second) {
        Hash hash;
        hash.update(first);
        hash.update(second);
        bytes out(32);
        hash.finish(out);
        return out;
    };
    bytes block = key.size() > 64 ? digest(key, {}) : key;
    block.resize(64);
    bytes inner = block;
    bytes outer = block;
    for (std::uint8_t& byte : inner) { byte = static_cast<std::uint8_t>(byte ^ 0x36U); }
    for (std::uint8_t& byte : outer) { byte = static_cast<std::uint8_t>(byte ^ 0x5cU); }
    return digest(outer, digest(inner, message));
}

template <class Hash>
bytes tag_of(const tscp::hmac_key<Hash>& key, const bytes& message) {
    tscp::hmac<Hash> mac{key};
    mac.update(message);
    bytes tag(32);
    mac.finish(tag);
    return tag;
}

// A hash without chaining values, and those of the backends.
template <class Hash>
void check_reuse() {
    test::repeatable_random random{3};
    for (const std::size_t size : {0U, 1U, 31U, 32U, 63U, 64U, 65U, 200U}) {
        CAPTURE(size);
        const bytes secret = random.draw(size);
        const tscp::hmac_key<Hash> key{secret};
        tscp::hmac_key<Hash> copy;
        copy.copy_from(key);
        for (const std::size_t length : {0U, 1U, 55U, 56U, 64U, 119U, 300U}) {
            CAPTURE(length);
            const bytes message = random.draw(length);
            const bytes expected = hmac_by_definition<Hash>(secret, message);
            CHECK(tag_of(key, message) == expected);
            CHECK(tag_of(key, message) == expected);
            CHECK(tag_of(copy, message) == expected);
        }
        // Two at once under one key do not disturb each other.
        tscp::hmac<Hash> first{key};
        tscp::hmac<Hash> second{key};
        first.update(tscp::bytes_of("a"));
        second.update(tscp::bytes_of("b"));
        first.update(tscp::bytes_of("c"));
        bytes tag(32);
        second.finish(tag);
        CHECK(tag == hmac_by_definition<Hash>(secret, {'b'}));
        first.finish(tag);
        CHECK(tag == hmac_by_definition<Hash>(secret, {'a', 'c'}));
    }
}

// The early secret of no PSK piece, by the constants where the hash chains.
template <class Hash>
void check_psk_input() {
    const bytes psk = test::repeatable_random{5}.draw(40);
    tscp::psk_input<Hash> plain;
    plain.add(psk);
    bytes early(32);
    plain.finish(early);
    CHECK(early == hmac_by_definition<Hash>(bytes(32), psk));

    bytes framed{0, 40};
    framed.insert(framed.end(), psk.begin(), psk.end());
    framed.insert(framed.end(), {0, 1, 'x'});
    tscp::psk_input<Hash> pieces;
    pieces.add_with_size(psk);
    pieces.add_with_size(tscp::bytes_of("x"));
    pieces.finish(early);
    CHECK(early == hmac_by_definition<Hash>(bytes(32), framed));
}

}  // namespace

TEST_CASE("a key of HMAC is used any number of times") {
    check_reuse<sha256>();
    check_reuse<archetype::hash>();
#if defined(TSCP_TEST_CRYPTOPP)
    check_reuse<tscp::cryptopp::sha256>();
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check_reuse<tscp::mbedtls::sha256>();
#endif
}

TEST_CASE("a cleared key is gone from its memory") {
    const bytes secret = test::repeatable_random{4}.draw(32);
    tscp::hmac_key<sha256> key{secret};
    const bytes states = test::memory_of_object(key);
    REQUIRE(states.size() == 64);
    tscp::hmac_key<sha256> copy;
    copy.copy_from(key);
    CHECK(test::memory_of_object(copy) == states);
    key.clear();
    CHECK(test::memory_of_object(key) == bytes(64));
    test::memory_of<tscp::hmac_key<sha256>> memory;
    memory.make(secret);
    CHECK(memory.holds(states));
    memory.destroy();
    CHECK(memory.is_zero());
}

TEST_CASE("the constants of SHA-256 are what it computes") {
    bytes digest(32);
    sha256 empty;
    empty.finish(digest);
    CHECK(tscp::equal_public(digest, tscp::detail::sha256_empty_digest));
    const auto after_block_of = [](std::uint8_t byte) {
        sha256 hash;
        hash.update(bytes(64, byte));
        return hash.chaining();
    };
    const auto inner = after_block_of(0x36);
    const auto outer = after_block_of(0x5c);
    for (std::size_t i = 0; i < 8; ++i) {
        CAPTURE(i);
        CHECK(inner[i] == tscp::detail::sha256_zero_key[0][i]);
        CHECK(outer[i] == tscp::detail::sha256_zero_key[1][i]);
    }
}

TEST_CASE("the first slot of the key schedule is HKDF-Extract without a salt") {
    check_psk_input<sha256>();
    check_psk_input<archetype::hash>();
#if defined(TSCP_TEST_CRYPTOPP)
    check_psk_input<tscp::cryptopp::sha256>();
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check_psk_input<tscp::mbedtls::sha256>();
#endif
}

TEST_CASE("the key schedule is that of RFC 8446, whatever its slots") {
    const bytes first(32, 1);
    const bytes second(56, 2);
    const bytes transcript(32, 3);
    const bytes nothing(std::begin(tscp::detail::sha256_empty_digest), std::end(tscp::detail::sha256_empty_digest));
    const auto derive = [](const bytes& secret, tscp::byte_view label, const bytes& context) {
        bytes out(32);
        REQUIRE(tscp::expand_label<sha256>(secret, label, context, out));
        return out;
    };
    tscp::psk_input<sha256> input;
    input.add(first);
    tscp::key_schedule<sha256> keys;
    keys.start(input);
    bytes secret = hmac_by_definition<sha256>(bytes(32), first);
    const auto check = [&] {
        bytes out(32);
        keys.derive("x", transcript, out);
        CHECK(out == derive(secret, tscp::bytes_of("x"), transcript));
    };
    check();
    keys.mix(second);
    secret = hmac_by_definition<sha256>(derive(secret, tscp::bytes_of("derived"), nothing), second);
    check();
    keys.mix_zeros();
    secret = hmac_by_definition<sha256>(derive(secret, tscp::bytes_of("derived"), nothing), bytes(32));
    check();
    tscp::key_schedule<sha256> copy;
    copy.copy_from(keys);
    keys.clear();
    bytes out(32);
    copy.derive("x", transcript, out);
    CHECK(out == derive(secret, tscp::bytes_of("x"), transcript));
    CHECK(test::memory_of_object(keys) == bytes(sizeof keys));
}

TEST_CASE("expanding over the key is right, over label, context or info it is refused and changes nothing") {
    const bytes secret = test::repeatable_random{6}.draw(32);
    const bytes original = test::repeatable_random{7}.draw(120);
    const tscp::hmac_key<sha256> key{secret};
    bytes expected(80);
    REQUIRE(tscp::expand_label<sha256>(secret, tscp::bytes_of("label"), tscp::bytes_of("context"), expected));

    bytes over_key = secret;
    over_key.resize(80);
    REQUIRE(tscp::expand_label<sha256>(tscp::byte_view{over_key}.first(32), tscp::bytes_of("label"),
                                       tscp::bytes_of("context"), over_key));
    CHECK(over_key == expected);
    bytes prk_and_out = secret;
    prk_and_out.resize(80);
    bytes apart(80);
    REQUIRE(tscp::hkdf<sha256>::expand(secret, tscp::bytes_of("info"), apart));
    REQUIRE(tscp::hkdf<sha256>::expand(tscp::byte_view{prk_and_out}.first(32), tscp::bytes_of("info"), prk_and_out));
    CHECK(prk_and_out == apart);

    // 8 bytes of input against 40 of output, at every distance.
    for (std::size_t at = 0; at + 8 <= original.size(); ++at) {
        CAPTURE(at);
        const bool apart_from_it = at + 8 <= 40 || at >= 80;
        const errc wanted = apart_from_it ? errc::none : errc::buffers_overlap;
        bytes memory = original;
        const tscp::byte_view input = tscp::byte_view{memory}.subspan(at, 8);
        const tscp::byte_span out = tscp::byte_span{memory}.subspan(40, 40);
        const auto check = [&](errc error) {
            CHECK(error == wanted);
            CHECK((memory == original) == !apart_from_it);
            memory = original;
        };
        check(tscp::expand_label<sha256>(key, input, tscp::bytes_of("context"), out).error());
        check(tscp::expand_label<sha256>(secret, tscp::bytes_of("label"), input, out).error());
        check(tscp::hkdf<sha256>::expand(secret, input, out).error());
    }
}

TEST_CASE("labels, contexts and outputs above their sizes are refused, and nothing is written") {
    const bytes secret(32, 1);
    const std::size_t prefix = tscp::tscp2_labels::prefix().size();
    const auto expand = [&](std::size_t label, std::size_t context, std::size_t size) {
        bytes out(size, 0x5a);
        const errc error = tscp::expand_label<sha256>(secret, bytes(label, 'l'), bytes(context, 'c'), out).error();
        CHECK((out == bytes(size, 0x5a)) == (error != errc::none));
        return error;
    };
    CHECK(expand(255 - prefix, 255, 8160) == errc::none);
    CHECK(expand(256 - prefix, 255, 8160) == errc::out_of_range);
    CHECK(expand(255 - prefix, 256, 8160) == errc::out_of_range);
    CHECK(expand(255 - prefix, 255, 8161) == errc::out_of_range);
}

TEST_CASE("extracting over salt or input is right") {
    const bytes salt = test::repeatable_random{8}.draw(32);
    const bytes input = test::repeatable_random{9}.draw(32);
    const bytes expected = hmac_by_definition<sha256>(salt, input);
    bytes over_salt = salt;
    tscp::hkdf<sha256>::extract(over_salt, input, over_salt);
    CHECK(over_salt == expected);
    bytes over_input = input;
    tscp::hkdf<sha256>::extract(salt, over_input, over_input);
    CHECK(over_input == expected);
    bytes no_salt(32);
    tscp::hkdf<sha256>::extract({}, input, no_salt);
    CHECK(no_salt == hmac_by_definition<sha256>(bytes(32), input));
}
