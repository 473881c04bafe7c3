// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tscp/core/bytes.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using tscp::byte_span;
using tscp::byte_view;

static_assert(std::is_convertible_v<byte_span, byte_view>);
static_assert(!std::is_constructible_v<byte_span, byte_view>);
static_assert(std::is_constructible_v<byte_view, std::string_view>);
static_assert(!std::is_constructible_v<byte_span, std::string_view>);
static_assert(!std::is_constructible_v<byte_span, const std::string&>);
static_assert(!std::is_constructible_v<byte_span, const std::vector<std::uint8_t>&>);
static_assert(!std::is_constructible_v<byte_span, const std::array<std::uint8_t, 4>&>);
static_assert(!std::is_constructible_v<byte_view, const std::vector<std::uint16_t>&>);
static_assert(std::is_trivially_copyable_v<byte_view> && std::is_trivially_copyable_v<byte_span>);

// Of temporaries, views alone are kept.
static_assert(tscp::is_view<std::string_view> && tscp::is_view<byte_span> && tscp::is_view<tscp::stored_view>);
static_assert(!tscp::is_view<std::string> && !tscp::is_view<std::array<const std::uint8_t, 4>> &&
              !tscp::is_view<std::uint8_t[4]>);
static_assert(std::is_constructible_v<tscp::stored_view, std::string_view>);
static_assert(std::is_constructible_v<tscp::stored_view, byte_span>);
static_assert(std::is_constructible_v<tscp::stored_view, tscp::stored_span>);
static_assert(std::is_constructible_v<tscp::stored_span, std::vector<std::uint8_t>&>);
static_assert(!std::is_constructible_v<tscp::stored_span, std::vector<std::uint8_t>>);
static_assert(!std::is_constructible_v<tscp::stored_span, const std::vector<std::uint8_t>&>);
static_assert(!std::is_constructible_v<tscp::stored_span, tscp::stored_view>);

// What std::span offers, of C++20.
struct span_of_cpp20 {
    using element_type = const std::uint8_t;
    static constexpr std::size_t extent = 4;
    const std::uint8_t* data() const;
    std::size_t size() const;
    span_of_cpp20 subspan(std::size_t offset) const;
};
static_assert(tscp::is_view<span_of_cpp20> && std::is_constructible_v<tscp::stored_view, span_of_cpp20>);

// A view of somebody else's making.
struct foreign_view {
    const std::uint8_t* data() const;
    std::size_t size() const;
};

}  // namespace

template <>
inline constexpr bool tscp::is_view<foreign_view> = true;

namespace {

static_assert(std::is_constructible_v<tscp::stored_view, foreign_view>);

constexpr std::uint8_t digits[] = {3, 1, 4, 1, 5};
static_assert(byte_view{digits}.size() == 5 && byte_view{digits}[4] == 5);
static_assert(byte_view{digits}.subspan(1, 3).first(1)[0] == 1);

}  // namespace

TEST_CASE("a view shows the bytes of what it was made from") {
    std::array<std::uint8_t, 3> array = {1, 2, 3};
    std::vector<std::uint8_t> vector = {1, 2, 3};
    std::uint8_t plain[] = {1, 2, 3};
    const std::string string = "\x01\x02\x03";
    const std::array<std::byte, 3> unnumbered = {std::byte{1}, std::byte{2}, std::byte{3}};

    for (const byte_view view :
         {byte_view{array}, byte_view{vector}, byte_view{plain}, byte_view{string}, byte_view{std::string_view{string}},
          byte_view{unnumbered}, byte_view{byte_span{array}}}) {
        REQUIRE(view.size() == 3);
        CHECK_FALSE(view.empty());
        CHECK(std::vector<std::uint8_t>(view.begin(), view.end()) == vector);
        CHECK(view[0] == 1);
        CHECK(view[2] == 3);
    }
    CHECK(byte_view{array}.data() == array.data());
    CHECK(byte_view{}.empty());
    CHECK(byte_view{}.begin() == byte_view{}.end());
    CHECK(byte_view{std::string{}}.empty());
}

TEST_CASE("a span writes to what it was made from") {
    std::array<std::uint8_t, 3> array{};
    std::string string = "abc";
    byte_span{array}[1] = 7;
    byte_span{string}.subspan(1)[0] = 'x';
    CHECK(array == std::array<std::uint8_t, 3>{0, 7, 0});
    CHECK(string == "axc");
}

TEST_CASE("text is a literal without its closing NUL") {
    CHECK(tscp::bytes_of("").empty());
    CHECK(tscp::equal_public(tscp::bytes_of("abc"), std::string{"abc"}));
    CHECK(tscp::bytes_of("a\0b").size() == 3);
}

TEST_CASE("parts of a view lie where they are asked for") {
    const byte_view view{digits};
    for (std::size_t offset = 0; offset <= view.size(); ++offset) {
        CHECK(view.first(offset).data() == view.data());
        CHECK(view.first(offset).size() == offset);
        CHECK(view.subspan(offset).data() == view.data() + offset);
        CHECK(view.subspan(offset).size() == view.size() - offset);
        for (std::size_t count = 0; offset + count <= view.size(); ++count) {
            CHECK(view.subspan(offset, count).begin() == view.begin() + offset);
            CHECK(view.subspan(offset, count).end() == view.begin() + offset + count);
        }
    }
}

TEST_CASE("an access outside a view stops a checked program") {
    if constexpr (tscp::config::checked) {
        const byte_view view{digits};
        std::array<std::uint8_t, 4> small{};
        CHECK(test::stops([&] { (void)view[5]; }));
        CHECK(test::stops([&] { (void)byte_view{}[0]; }));
        CHECK(test::stops([&] { (void)view.first(6); }));
        CHECK(test::stops([&] { (void)view.subspan(6); }));
        CHECK(test::stops([&] { (void)view.subspan(3, 3); }));
        CHECK(test::stops([&] { (void)view.subspan(1, static_cast<std::size_t>(-1)); }));
        CHECK(test::stops([&] { tscp::copy_bytes(view, small); }));
        CHECK_FALSE(test::stops([&] { (void)view[4]; }));
    }
}

TEST_CASE("copy_bytes copies from the front on") {
    std::array<std::uint8_t, 6> bytes = {1, 2, 3, 4, 5, 6};
    const byte_span span{bytes};
    SECTION("into a longer target") {
        tscp::copy_bytes(digits, span);
        CHECK(bytes == std::array<std::uint8_t, 6>{3, 1, 4, 1, 5, 6});
    }
    SECTION("towards the front of the same memory") {
        tscp::copy_bytes(span.subspan(2), span);
        CHECK(bytes == std::array<std::uint8_t, 6>{3, 4, 5, 6, 5, 6});
    }
    SECTION("onto itself, and nothing at all") {
        tscp::copy_bytes(span, span);
        tscp::copy_bytes({}, span);
        tscp::copy_bytes({}, {});
        CHECK(bytes == std::array<std::uint8_t, 6>{1, 2, 3, 4, 5, 6});
    }
}

TEST_CASE("equal_public compares sizes and bytes") {
    std::array<std::uint8_t, 5> other = {3, 1, 4, 1, 5};
    CHECK(tscp::equal_public(digits, other));
    CHECK(tscp::equal_public({}, {}));
    CHECK_FALSE(tscp::equal_public(digits, byte_view{digits}.first(4)));
    for (std::uint8_t& byte : other) {
        byte ^= 0x80U;
        CHECK_FALSE(tscp::equal_public(digits, other));
        byte ^= 0x80U;
    }
}
