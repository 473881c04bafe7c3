// SPDX-License-Identifier: MIT
#include <array>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <tscp/core/secret.hpp>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"

namespace {

using tscp::secret;

template <class T, class = void>
inline constexpr bool can_compare = false;
template <class T>
inline constexpr bool can_compare<T, std::void_t<decltype(std::declval<const T&>() == std::declval<const T&>())>> =
    true;

static_assert(secret<32>::size() == 32);
static_assert(!std::is_copy_constructible_v<secret<32>> && !std::is_copy_assignable_v<secret<32>>);
static_assert(std::is_nothrow_move_constructible_v<secret<32>> && std::is_nothrow_move_assignable_v<secret<32>>);
static_assert(!can_compare<secret<32>> && can_compare<int>);
static_assert(!std::is_convertible_v<secret<32>, tscp::byte_view>);

constexpr std::array<std::uint8_t, 8> key = {0xde, 0xad, 0xbe, 0xef, 0x01, 0x23, 0x45, 0x67};

secret<8> make_key() {
    secret<8> made;
    tscp::copy_bytes(key, made.overwrite());
    return made;
}

bool is_key(const secret<8>& one) { return tscp::equal_public(one.reveal(), key); }

bool is_zero(tscp::byte_view bytes) {
    for (const std::uint8_t byte : bytes) {
        if (byte != 0) { return false; }
    }
    return true;
}

}  // namespace

TEST_CASE("a secret begins as zeros and gives back what was written") {
    const secret<8> empty;
    CHECK(is_zero(empty.reveal()));
    CHECK(empty.reveal().size() == 8);
    CHECK(is_key(make_key()));
}

TEST_CASE("a secret that is moved from is zero") {
    secret<8> source = make_key();
    secret<8> target{std::move(source)};
    CHECK(is_key(target));
    CHECK(is_zero(source.reveal()));  // NOLINT(bugprone-use-after-move)

    secret<8> assigned;
    assigned = std::move(target);
    CHECK(is_key(assigned));
    CHECK(is_zero(target.reveal()));  // NOLINT(bugprone-use-after-move)

    secret<8>& same = assigned;
    assigned = std::move(same);
    CHECK(is_key(assigned));

    assigned.clear();
    CHECK(is_zero(assigned.reveal()));
}

TEST_CASE("a destroyed secret leaves zeros in its memory") {
    test::memory_of<secret<8>> memory;
    memory.make(make_key());
    CHECK(memory.holds(key));
    memory.destroy();
    CHECK(memory.is_zero());
}

TEST_CASE("wipe writes zeros where it is told and nowhere else") {
    std::array<std::uint8_t, 5> bytes = {1, 2, 3, 4, 5};
    tscp::wipe(tscp::byte_span{bytes}.part(1, 3));
    CHECK(bytes == std::array<std::uint8_t, 5>{1, 0, 0, 0, 5});
    tscp::wipe({});
    tscp::wipe(tscp::byte_span{bytes}.first(0));
    CHECK(bytes == std::array<std::uint8_t, 5>{1, 0, 0, 0, 5});

    std::uint64_t number = ~std::uint64_t{0};
    tscp::wipe_object(number);
    CHECK(number == 0);
}

TEST_CASE("a local is wiped on every path out of a scope") {
    std::array<std::uint8_t, 3> bytes = {1, 2, 3};
    SECTION("at its end") {
        const tscp::wiped_at_exit wipe_bytes{bytes};
        CHECK(bytes[0] == 1);
    }
    SECTION("by an exception") {
        const auto throw_out = [&] {
            const tscp::wiped_at_exit wipe_bytes{bytes};
            throw std::runtime_error{"out"};
        };
        CHECK_THROWS_AS(throw_out(), std::runtime_error);
    }
    CHECK(bytes == std::array<std::uint8_t, 3>{});
}

TEST_CASE("equal_constant_time finds every difference") {
    std::array<std::uint8_t, 8> other = key;
    CHECK(tscp::equal_constant_time(key, other));
    CHECK(tscp::equal_constant_time({}, {}));
    for (std::size_t size = 0; size < key.size(); ++size) {
        CHECK_FALSE(tscp::equal_constant_time(key, tscp::byte_view{key}.first(size)));
        CHECK_FALSE(tscp::equal_constant_time(tscp::byte_view{key}.first(size), key));
    }
    for (std::size_t bit = 0; bit < 8 * other.size(); ++bit) {
        other[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK_FALSE(tscp::equal_constant_time(key, other));
        CHECK_FALSE(tscp::equal_constant_time(other, key));
        other[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
}
