// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tscp/core/bytes.hpp>

#include "../../support/catch.hpp"

using tscp::byte_span;
using tscp::byte_view;

TEST_CASE("a view is made of any container of bytes") {
    const std::string string = "abc";
    const std::string_view view = string;
    const std::vector<std::uint8_t> vector{1, 2, 3};
    const std::array<std::byte, 3> array{};
    const std::uint8_t raw[] = {7, 8};
    CHECK(byte_view{string}.size() == 3);
    CHECK(byte_view{view}[2] == 'c');
    CHECK(byte_view{vector}[0] == 1);
    CHECK(byte_view{array}.size() == 3);
    CHECK(byte_view{raw}[1] == 8);
    CHECK(tscp::text("ab").size() == 2);
    CHECK(byte_view{}.empty());
}

TEST_CASE("what is not writable bytes is no span") {
    CHECK(std::is_constructible_v<byte_span, std::vector<std::uint8_t>&>);
    CHECK_FALSE(std::is_constructible_v<byte_span, const std::vector<std::uint8_t>&>);
    CHECK_FALSE(std::is_constructible_v<byte_span, byte_view>);
    CHECK_FALSE(std::is_constructible_v<byte_span, std::string_view>);
    CHECK_FALSE(std::is_constructible_v<byte_view, std::vector<int>>);
    CHECK(std::is_convertible_v<byte_span, byte_view>);
}

TEST_CASE("parts of a view") {
    const byte_view view = tscp::text("abcdef");
    CHECK(equal_public(view.first(2), tscp::text("ab")));
    CHECK(equal_public(view.from(4), tscp::text("ef")));
    CHECK(equal_public(view.part(1, 3), tscp::text("bcd")));
    CHECK(view.from(6).empty());
    CHECK_FALSE(equal_public(view, tscp::text("abcdeg")));
    CHECK_FALSE(equal_public(view, tscp::text("abcde")));
}

TEST_CASE("bytes are copied, to the front of the same memory too") {
    std::array<std::uint8_t, 6> bytes{1, 2, 3, 4, 5, 6};
    tscp::copy_bytes(byte_view{bytes}.from(2), bytes);
    CHECK(bytes == std::array<std::uint8_t, 6>{3, 4, 5, 6, 5, 6});
}
