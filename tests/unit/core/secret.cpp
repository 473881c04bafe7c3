// SPDX-License-Identifier: MIT
// Wiping is checked by reading the storage afterwards.
#include <array>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/classic/key.hpp>
#include <tscp/core/secret.hpp>

#include "../../support/catch.hpp"
#include "../../support/memory_of.hpp"

namespace {

using secret = tscp::secret<24>;

template <class T, class = void>
inline constexpr bool can_compare = false;
template <class T>
inline constexpr bool can_compare<T, std::void_t<decltype(std::declval<T&>() == std::declval<T&>())>> = true;

static_assert(secret::size() == 24);
static_assert(!std::is_copy_constructible_v<secret> && !std::is_copy_assignable_v<secret>);
static_assert(!std::is_move_constructible_v<secret> && !std::is_move_assignable_v<secret>);
static_assert(!can_compare<secret> && can_compare<int>);
static_assert(!std::is_convertible_v<secret, tscp::byte_view>);

const std::vector<std::uint8_t> key(24, 0xa5);
const std::vector<std::uint8_t> zeros(24, 0);

// A secret that begins with the key.
struct keyed : secret {
    keyed() noexcept { tscp::copy_bytes(key, overwrite()); }
};

bool holds(const secret& one, const std::vector<std::uint8_t>& bytes) { return equal_public(one.reveal(), bytes); }

}  // namespace

TEST_CASE("a secret begins as zeros and gives back what was written") {
    CHECK(holds(secret{}, zeros));
    CHECK(holds(keyed{}, key));
}

TEST_CASE("a secret is wiped when it is cleared and when another takes it") {
    keyed first;
    secret second;
    second.take(first);
    CHECK(holds(first, zeros));
    CHECK(holds(second, key));
    second.take(second);
    CHECK(holds(second, key));
    second.clear();
    CHECK(holds(second, zeros));
}

TEST_CASE("a destroyed secret leaves zeros in its memory") {
    test::memory_of<keyed> memory;
    memory.make();
    REQUIRE(memory.holds(key));
    memory.destroy();
    CHECK(memory.is_zero());
}

TEST_CASE("all bytes are looked at for one that is not zero") {
    std::array<std::uint8_t, 33> bytes{};
    CHECK(tscp::is_zero_constant_time({}));
    CHECK(tscp::is_zero_constant_time(bytes));
    for (std::uint8_t& byte : bytes) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            byte = static_cast<std::uint8_t>(1U << bit);
            CHECK_FALSE(tscp::is_zero_constant_time(bytes));
        }
        byte = 0;
    }
}

TEST_CASE("a destroyed shared secret leaves no digit in its memory") {
    using shared = tscp::classic::shared_secret<tscp::classic::debug>;
    test::memory_of<shared> memory;
    memory.make(*tscp::classic::modular_number<tscp::classic::debug>::parse(tscp::bytes_of("777777777777")));
    REQUIRE(memory.holds(tscp::bytes_of("777777777777")));
    memory.destroy();
    CHECK_FALSE(memory.holds(tscp::bytes_of("7")));
}

TEST_CASE("wipe writes zeros where it is told and nowhere else") {
    std::array<std::uint8_t, 5> bytes = {1, 2, 3, 4, 5};
    tscp::wipe(tscp::byte_span{bytes}.subspan(1, 3));
    tscp::wipe({});
    tscp::wipe(tscp::byte_span{bytes}.first(0));
    CHECK(bytes == std::array<std::uint8_t, 5>{1, 0, 0, 0, 5});

    std::uint64_t number = ~std::uint64_t{0};
    tscp::wipe_object(number);
    CHECK(number == 0);
}

TEST_CASE("a plain local is wiped at the end of its scope, on every way out") {
    std::array<std::uint8_t, 8> local{};
    const auto use = [&local](bool early, bool thrown) {
        const tscp::wiped_at_exit wipe_local{local};
        local.fill(9);
        if (early) { return; }
        if (thrown) { throw std::runtime_error{"out"}; }
        local[0] = 8;
    };
    use(false, false);
    CHECK(local == std::array<std::uint8_t, 8>{});
    use(true, false);
    CHECK(local == std::array<std::uint8_t, 8>{});
    CHECK_THROWS_AS(use(false, true), std::runtime_error);
    CHECK(local == std::array<std::uint8_t, 8>{});
}

TEST_CASE("comparison in constant time is comparison") {
    std::array<std::uint8_t, 33> left{};
    std::array<std::uint8_t, 33> right{};
    CHECK(tscp::equal_constant_time(left, right));
    CHECK(tscp::equal_constant_time({}, {}));
    CHECK_FALSE(tscp::equal_constant_time(left, tscp::byte_view{right}.first(32)));
    for (std::size_t i = 0; i < left.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            right[i] = static_cast<std::uint8_t>(1U << bit);
            CHECK_FALSE(tscp::equal_constant_time(left, right));
            CHECK_FALSE(tscp::equal_constant_time(right, left));
        }
        right[i] = 0;
    }
}
