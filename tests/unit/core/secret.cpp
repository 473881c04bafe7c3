// SPDX-License-Identifier: MIT
// Wiping is checked by reading the storage afterwards.
#include <array>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include <tscp/backend/portable/aes.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/classic/key.hpp>
#include <tscp/core/secret.hpp>

#include "../../support/catch.hpp"

namespace {

using secret = tscp::secret<24>;

// Makes a T by `make` in storage of our own, destroys it, and tells whether a byte of `pattern` is left of it.
template <class T, class Make>
bool leaves(std::uint8_t pattern, const Make& make) {
    alignas(T) std::array<std::uint8_t, sizeof(T)> storage{};
    T* object = make(static_cast<void*>(storage.data()));
    bool was_there = false;
    const auto* const bytes = static_cast<const volatile std::uint8_t*>(storage.data());
    for (std::size_t i = 0; i < sizeof(T); ++i) { was_there = was_there || bytes[i] == pattern; }
    REQUIRE(was_there);
    object->~T();
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        if (bytes[i] == pattern) { return true; }
    }
    return false;
}

}  // namespace

TEST_CASE("a secret is wiped when it is destroyed, cleared and moved from") {
    CHECK_FALSE(leaves<secret>(0xa5, [](void* storage) {
        auto* const object = ::new (storage) secret;
        for (std::uint8_t& byte : object->overwrite()) { byte = 0xa5; }
        return object;
    }));

    secret first;
    first.overwrite()[3] = 7;
    secret second{std::move(first)};
    CHECK(first.reveal()[3] == 0);  // NOLINT(bugprone-use-after-move): that is what is tested
    CHECK(second.reveal()[3] == 7);
    first = std::move(second);
    CHECK(first.reveal()[3] == 7);
    CHECK(second.reveal()[3] == 0);  // NOLINT(bugprone-use-after-move): the same
    first.clear();
    CHECK(first.reveal()[3] == 0);
}

TEST_CASE("a secret cannot be copied") {
    CHECK_FALSE(std::is_copy_constructible_v<secret>);
    CHECK_FALSE(std::is_copy_assignable_v<secret>);
    CHECK(std::is_nothrow_move_constructible_v<secret>);
}

TEST_CASE("numbers, key schedules and shared secrets are wiped when they are destroyed") {
    const std::vector<std::uint8_t> pattern(32, 0xa5);
    using integer = tscp::portable::integer<256>;
    CHECK_FALSE(
        leaves<integer>(0xa5, [&](void* storage) { return ::new (storage) integer{*integer::from_bytes(pattern)}; }));
    using aes = tscp::portable::aes256;
    CHECK_FALSE(leaves<aes>(0xa5, [&](void* storage) { return ::new (storage) aes{pattern}; }));
    using shared = tscp::classic::shared_secret<tscp::classic::debug>;
    const auto number = *tscp::classic::modular_number<tscp::classic::debug>::read(tscp::text("777777777777"));
    CHECK_FALSE(leaves<shared>('7', [&](void* storage) { return ::new (storage) shared{number}; }));
}

TEST_CASE("a plain local is wiped at the end of its scope, on every way out") {
    std::array<std::uint8_t, 8> local{};
    const auto use = [&local](bool early) {
        const tscp::wiped_at_exit wipe_local{local};
        local.fill(9);
        if (early) { return; }
        local[0] = 8;
    };
    for (const bool early : {false, true}) {
        use(early);
        CHECK(local == std::array<std::uint8_t, 8>{});
    }
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
        }
        right[i] = 0;
    }
}
