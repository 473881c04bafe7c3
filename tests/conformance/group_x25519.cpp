// SPDX-License-Identifier: MIT
// X25519 of every backend: RFC 7748's values, the points to refuse, numbers that are not canonical, and one another.
#include <cstddef>
#include <cstdint>
#include <string>

#include <tscp/backend/portable/x25519.hpp>
#include <tscp/concepts/group.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/x25519.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/x25519.hpp>
#endif

#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace {

using test::bytes;
using test::from_hex;
using test::to_hex;

template <class Group>
struct tag {
    using type = Group;
};

template <class Visit>
void for_each_x25519(const Visit& visit) {
    visit(tag<tscp::portable::basic_x25519<std::uint32_t>>{}, "portable, 32-bit words");
    visit(tag<tscp::portable::basic_x25519<std::uint32_t, tscp::product_of_halves>>{}, "portable, products of halves");
    visit(tag<tscp::portable::basic_x25519<std::uint32_t, tscp::product_of_bits>>{}, "portable, products of bits");
    visit(tag<tscp::portable::x25519>{}, "portable");
#if defined(TSCP_TEST_CRYPTOPP)
    visit(tag<tscp::cryptopp::x25519>{}, "Crypto++");
#endif
#if defined(TSCP_TEST_MBEDTLS)
    visit(tag<tscp::mbedtls::x25519>{}, "Mbed TLS");
#endif
}

template <class Group>
std::string agree(const bytes& private_key, const bytes& peer) {
    bytes out(32, 0xee);
    const auto done = Group::agree(private_key, peer, out);
    if (!done) {
        CHECK(done.error() == tscp::errc::public_value_out_of_range);
        CHECK(out == bytes(32));
        return "refused";
    }
    return to_hex(out);
}

template <class Group>
std::string public_value(const bytes& private_key) {
    bytes out(32, 0xee);
    REQUIRE(Group::public_value(private_key, out));
    return to_hex(out);
}

// p + value as 32 little-endian bytes: p = 2^255 - 19 ends in 0xed.
bytes above_the_prime(std::uint8_t value) {
    bytes out(32, 0xff);
    out[0] = static_cast<std::uint8_t>(0xedU + value);
    out[31] = 0x7f;
    return out;
}

}  // namespace

TEST_CASE("X25519 gives the values of RFC 7748") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        STATIC_REQUIRE(tscp::require_group<group>());
        CAPTURE(name);
        // Section 5.2.
        CHECK(agree<group>(from_hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                           from_hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")) ==
              "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        CHECK(agree<group>(from_hex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"),
                           from_hex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")) ==
              "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
        // Section 6.1.
        const bytes a = from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        const bytes b = from_hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        const std::string public_a = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
        const std::string public_b = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
        const std::string shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
        CHECK(public_value<group>(a) == public_a);
        CHECK(public_value<group>(b) == public_b);
        CHECK(agree<group>(a, from_hex(public_b)) == shared);
        CHECK(agree<group>(b, from_hex(public_a)) == shared);
    });
}

TEST_CASE("X25519 gives the value of RFC 7748 after 1,000 iterations") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        // Section 5.2.
        bytes u(32);
        u[0] = 9;
        bytes k = u;
        for (int i = 1; i <= 1000; ++i) {
            const bytes next = from_hex(agree<group>(k, u));
            u = k;
            k = next;
            if (i == 1) { CHECK(to_hex(k) == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"); }
        }
        CHECK(to_hex(k) == "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
    });
}

TEST_CASE("X25519 refuses every point of small order, with the highest bit or without") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        test::repeatable_random random{41};
        for (const char* point : {
                 "0000000000000000000000000000000000000000000000000000000000000000",
                 "0100000000000000000000000000000000000000000000000000000000000000",
                 "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                 "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
             }) {
            CAPTURE(name, point);
            bytes peer = from_hex(point);
            for (int i = 0; i < 4; ++i) {
                CHECK(agree<group>(random.draw(32), peer) == "refused");
                peer[31] = static_cast<std::uint8_t>(peer[31] ^ 0x80U);
            }
        }
    });
}

TEST_CASE("X25519 takes numbers from the prime on modulo it, and ignores the highest bit") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{42};
        for (std::uint8_t value = 2; value < 19; ++value) {
            const bytes key = random.draw(32);
            bytes canonical(32);
            canonical[0] = value;
            const std::string expected = agree<group>(key, canonical);
            CHECK(expected != "refused");
            CHECK(agree<group>(key, above_the_prime(value)) == expected);
            canonical[31] = 0x80;
            CHECK(agree<group>(key, canonical) == expected);
        }
    });
}

TEST_CASE("all backends of X25519 agree, and the bits that clamping sets do not count") {
    test::repeatable_random random{43};
    for (int i = 0; i < 200; ++i) {
        bytes key = random.draw(32);
        bytes peer = random.draw(32);
        if (i % 4 == 0) { peer = bytes(32, static_cast<std::uint8_t>(i)); }
        if (i % 4 == 1) { key = bytes(32, static_cast<std::uint8_t>(i - 1)); }
        const std::string expected = agree<tscp::portable::x25519>(key, peer);
        for_each_x25519([&](auto type, const char* name) {
            using group = typename decltype(type)::type;
            CAPTURE(name, to_hex(key), to_hex(peer));
            CHECK(agree<group>(key, peer) == expected);
            bytes other = key;
            other[0] = static_cast<std::uint8_t>(other[0] ^ 0x07U);
            other[31] = static_cast<std::uint8_t>(other[31] ^ 0xc0U);
            CHECK(agree<group>(other, peer) == expected);
            CHECK(public_value<group>(other) == public_value<tscp::portable::x25519>(key));
        });
    }
}

TEST_CASE("X25519 refuses every size but 32 bytes, and leaves zeros") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        const bytes key(32, 0xa5);
        const bytes peer(32, 9);
        for (std::size_t size = 0; size <= 65; ++size) {
            if (size == 32) { continue; }
            CAPTURE(size);
            const bytes other(size, 0x11);
            bytes out(32, 0xee);
            CHECK(group::public_value(other, out).error() == tscp::errc::invalid_private_key);
            CHECK(out == bytes(32));
            out = bytes(32, 0xee);
            CHECK(group::agree(other, peer, out).error() == tscp::errc::invalid_private_key);
            CHECK(out == bytes(32));
            out = bytes(32, 0xee);
            CHECK(group::agree(key, other, out).error() == tscp::errc::public_value_out_of_range);
            CHECK(out == bytes(32));
            out = bytes(size, 0xee);
            CHECK(group::public_value(key, out).error() == tscp::errc::out_of_range);
            CHECK(out == bytes(size));
            out = bytes(size, 0xee);
            CHECK(group::agree(key, peer, out).error() == tscp::errc::out_of_range);
            CHECK(out == bytes(size));
        }
    });
}

TEST_CASE("the output of X25519 may lie anywhere over its inputs") {
    for_each_x25519([](auto type, const char* name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        test::repeatable_random random{44};
        const bytes key = random.draw(32);
        const bytes peer = random.draw(32);
        const std::string expected_share = public_value<group>(key);
        const std::string expected = agree<group>(key, peer);
        for (std::size_t offset = 0; offset <= 64; ++offset) {
            CAPTURE(offset);
            bytes memory(96, 0xee);
            const tscp::byte_span input = tscp::byte_span{memory}.subspan(32, 32);
            const tscp::byte_span out = tscp::byte_span{memory}.subspan(offset, 32);
            tscp::copy_bytes(key, input);
            REQUIRE(group::public_value(input, out));
            CHECK(to_hex(out) == expected_share);
            tscp::copy_bytes(key, input);
            REQUIRE(group::agree(input, peer, out));
            CHECK(to_hex(out) == expected);
            tscp::copy_bytes(peer, input);
            REQUIRE(group::agree(key, input, out));
            CHECK(to_hex(out) == expected);
        }
        bytes refused(32);
        refused[0] = 1;
        CHECK(group::agree(key, refused, refused).error() == tscp::errc::public_value_out_of_range);
        CHECK(refused == bytes(32));
    });
}

namespace {

template <class Limb>
struct field_check {
    using field = tscp::portable::detail::field25519<Limb, tscp::constant_time_product>;
    using element = typename field::element;

    // 2^256 - 1 - value.
    static element below_all_ones(Limb value) {
        element out;
        out.fill(static_cast<Limb>(~Limb{0}));
        out[0] = static_cast<Limb>(out[0] - value);
        return out;
    }
    static std::string written(element value) {
        bytes out(32, 0xee);
        element scratch{};
        field::to_bytes(value, scratch, out);
        return to_hex(out);
    }
    static std::string small(Limb value) { return written(element{value}); }

    // 2^256 - 1 stands for 37. Sums and differences are made to overflow in every fold.
    static void run() {
        const element most = below_all_ones(0);
        element out{};
        CHECK(written(most) == small(37));
        CHECK(small(2) == "02" + std::string(62, '0'));
        field::add(out, most, most);
        CHECK(written(out) == small(74));
        field::add(out, most, below_all_ones(18));
        CHECK(written(out) == small(56));
        field::subtract(out, most, below_all_ones(75));
        CHECK(written(out) == small(75));
        field::subtract(out, below_all_ones(75), most);
        field::add(out, out, element{75});
        CHECK(written(out) == small(0));
        field::subtract(out, element{}, most);
        field::add(out, out, element{37});
        CHECK(written(out) == small(0));
        field::multiply(out, most, most);
        CHECK(written(out) == small(37 * 37));
        field::add_a24_multiple(out, most, most);
        CHECK(written(out) == small(37 * 121667));
        // 1/37, and no inverse of 0.
        element inverse{};
        element scratch{};
        field::invert(inverse, most, scratch);
        field::multiply(out, inverse, most);
        CHECK(written(out) == small(1));
        field::invert(inverse, element{}, scratch);
        CHECK(written(inverse) == small(0));
        // Every number from p - 20 to p + 18 = 2^255 - 1 is written as its remainder.
        for (Limb value = 0; value <= 38; ++value) {
            element number = below_all_ones(0);
            number.back() = static_cast<Limb>(number.back() >> 1U);
            number[0] = static_cast<Limb>(number[0] - 38 + value);
            CAPTURE(value);
            if (value < 20) {
                CHECK(written(number) != small(0));
                field::add(number, number, element{static_cast<Limb>(20 - value)});
                CHECK(written(number) == small(0));
            } else {
                CHECK(written(number) == small(static_cast<Limb>(value - 20)));
            }
        }
    }
};

}  // namespace

TEST_CASE("the field of Curve25519 at the borders of its words") {
    field_check<std::uint32_t>::run();
    field_check<tscp::config::limb>::run();
}
