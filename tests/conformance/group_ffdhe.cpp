// SPDX-License-Identifier: MIT
// The groups of RFC 7919 over every integer backend: values whose powers are known, borders, and one another.
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include <tscp/concepts/group.hpp>
#include <tscp/group/ffdhe.hpp>

#include "integer_backends.hpp"

namespace {

using test::bytes;
using test::to_hex;

template <class Group>
struct tag {
    using type = Group;
};

template <class Visit>
void for_each_ffdhe(const Visit& visit) {
    test::for_each_vendor<2048>([&](auto* type, const char* name) {
        visit(tag<tscp::ffdhe2048<std::remove_pointer_t<decltype(type)>>>{}, std::string{"ffdhe2048, "} + name);
    });
    test::for_each_vendor<3072>([&](auto* type, const char* name) {
        visit(tag<tscp::ffdhe3072<std::remove_pointer_t<decltype(type)>>>{}, std::string{"ffdhe3072, "} + name);
    });
}

// A small number as big-endian bytes.
bytes small(std::size_t size, std::uint8_t value) {
    bytes out(size);
    out.back() = value;
    return out;
}

template <class Group>
bytes prime() {
    if constexpr (Group::group_id == tscp::detail::ffdhe2048_facts::group_id) {
        return {std::begin(tscp::detail::ffdhe2048_facts::prime), std::end(tscp::detail::ffdhe2048_facts::prime)};
    } else {
        return {std::begin(tscp::detail::ffdhe3072_facts::prime), std::end(tscp::detail::ffdhe3072_facts::prime)};
    }
}

template <class Group>
bytes agree(const bytes& private_key, const bytes& peer) {
    bytes out(Group::shared_size, 0xee);
    REQUIRE(Group::agree(private_key, peer, out));
    return out;
}

template <class Group>
bytes public_value(const bytes& private_key) {
    bytes out(Group::public_size, 0xee);
    REQUIRE(Group::public_value(private_key, out));
    return out;
}

}  // namespace

TEST_CASE("values outside 2 to p - 2 are refused, those at the borders are not") {
    for_each_ffdhe([](auto type, const std::string& name) {
        using group = typename decltype(type)::type;
        STATIC_REQUIRE(tscp::require_group<group>());
        CAPTURE(name);
        constexpr std::size_t size = group::public_size;
        const bytes p = prime<group>();
        const bytes key = small(group::private_size, 5);
        for (const bytes& peer :
             {bytes(size), small(size, 1), test::plus(p, -1), p, test::plus(p, 1), bytes(size, 0xff)}) {
            CAPTURE(to_hex(peer));
            bytes out(size, 0xee);
            const auto done = group::agree(key, peer, out);
            CHECK(done.error() == tscp::errc::public_value_out_of_range);
            CHECK(out == bytes(size));
        }
        // 2^5, and (-2)^5 = p - 32.
        CHECK(agree<group>(key, small(size, 2)) == small(size, 32));
        CHECK(agree<group>(key, test::plus(p, -2)) == test::plus(p, -32));
    });
}

TEST_CASE("small secrets keep their zeros on the left") {
    for_each_ffdhe([](auto type, const std::string& name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        constexpr std::size_t size = group::public_size;
        CHECK(public_value<group>(small(group::private_size, 0)) == small(size, 1));
        CHECK(public_value<group>(small(group::private_size, 7)) == small(size, 128));
        CHECK(agree<group>(small(group::private_size, 2), small(size, 15)) == small(size, 225));
        // 2^(8 (size - 2)) fills all bytes but one.
        bytes exponent(group::private_size);
        constexpr std::size_t bits = 8 * (size - 2);
        exponent[exponent.size() - 2] = static_cast<std::uint8_t>(bits >> 8U);
        exponent[exponent.size() - 1] = static_cast<std::uint8_t>(bits & 0xffU);
        bytes expected(size);
        expected[1] = 1;
        CHECK(public_value<group>(exponent) == expected);
    });
}

TEST_CASE("both ends agree, and all integer backends with one another") {
    test::repeatable_random random{44};
    bytes a[2];
    bytes b[2];
    std::string expected[2];
    for (std::size_t i = 0; i < 2; ++i) {
        a[i] = random.draw(i == 0 ? 29 : 35);
        b[i] = random.draw(a[i].size());
    }
    for_each_ffdhe([&](auto type, const std::string& name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        const std::size_t i = group::private_size == 29 ? 0 : 1;
        const bytes shared = agree<group>(a[i], public_value<group>(b[i]));
        CHECK(agree<group>(b[i], public_value<group>(a[i])) == shared);
        if (expected[i].empty()) { expected[i] = to_hex(shared); }
        CHECK(to_hex(shared) == expected[i]);
    });
}

TEST_CASE("every size but the group's own is refused, and leaves zeros") {
    for_each_ffdhe([](auto type, const std::string& name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        constexpr std::size_t size = group::public_size;
        const bytes key = small(group::private_size, 5);
        const bytes peer = small(size, 3);
        for (const std::size_t other : {std::size_t{0}, std::size_t{1}, group::private_size - 1,
                                        group::private_size + 1, size - 1, size + 1, 2 * size}) {
            CAPTURE(other);
            bytes out(size, 0xee);
            CHECK(group::public_value(bytes(other, 1), out).error() == tscp::errc::invalid_private_key);
            CHECK(out == bytes(size));
            out = bytes(size, 0xee);
            CHECK(group::agree(bytes(other, 1), peer, out).error() == tscp::errc::invalid_private_key);
            CHECK(out == bytes(size));
            out = bytes(size, 0xee);
            CHECK(group::agree(key, bytes(other, 1), out).error() == tscp::errc::public_value_out_of_range);
            CHECK(out == bytes(size));
            out = bytes(other, 0xee);
            CHECK(group::public_value(key, out).error() == tscp::errc::out_of_range);
            CHECK(out == bytes(other));
            out = bytes(other, 0xee);
            CHECK(group::agree(key, peer, out).error() == tscp::errc::out_of_range);
            CHECK(out == bytes(other));
        }
    });
}

TEST_CASE("the output may lie over the peer's value and over the private key") {
    for_each_ffdhe([](auto type, const std::string& name) {
        using group = typename decltype(type)::type;
        CAPTURE(name);
        constexpr std::size_t size = group::public_size;
        const bytes key = small(group::private_size, 5);
        const bytes peer = test::repeatable_random{45}.draw(size);
        const bytes expected = agree<group>(key, peer);

        bytes in_place = peer;
        REQUIRE(group::agree(key, in_place, in_place));
        CHECK(in_place == expected);
        for (const std::size_t offset : {std::size_t{7}, size - 1}) {
            CAPTURE(offset);
            bytes memory(2 * size, 0xee);
            const tscp::byte_span over = tscp::byte_span{memory}.subspan(offset, group::private_size);
            tscp::copy_bytes(key, over);
            REQUIRE(group::agree(over, peer, tscp::byte_span{memory}.first(size)));
            CHECK(tscp::equal_public(tscp::byte_view{memory}.first(size), expected));
            tscp::copy_bytes(key, over);
            REQUIRE(group::public_value(over, tscp::byte_span{memory}.first(size)));
            CHECK(tscp::equal_public(tscp::byte_view{memory}.first(size), small(size, 32)));
        }
        bytes refused = small(size, 1);
        CHECK(group::agree(key, refused, refused).error() == tscp::errc::public_value_out_of_range);
        CHECK(refused == bytes(size));
    });
}
