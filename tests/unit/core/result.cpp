// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <tscp/core/result.hpp>

#include "../../support/catch.hpp"
#include "../../support/stops.hpp"

namespace {

using tscp::errc;
using tscp::result;

// Counts how many objects are alive.
class counted {
public:
    static int alive;

    explicit counted(int number) noexcept : number_{number} { ++alive; }
    counted(counted&& other) noexcept : number_{other.take()} { ++alive; }
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;
    counted& operator=(counted&&) = delete;
    ~counted() { --alive; }

    [[nodiscard]] int number() const noexcept { return number_; }

private:
    // Not inlined: with sanitizers GCC 12 would warn of the number that a failure has not got.
    TSCP_NEVER_INLINE int take() noexcept { return std::exchange(number_, -1); }

    int number_;
};
int counted::alive = 0;

static_assert(!std::is_copy_constructible_v<result<int>> && !std::is_copy_assignable_v<result<int>>);
static_assert(!std::is_move_assignable_v<result<int>>);
static_assert(std::is_nothrow_move_constructible_v<result<int>>);
static_assert(std::is_nothrow_move_constructible_v<result<std::unique_ptr<int>>>);
static_assert(!std::is_convertible_v<result<int>, bool> && !std::is_convertible_v<result<void>, bool>);
static_assert(sizeof(result<void>) == 1);

}  // namespace

TEST_CASE("a result holds a value") {
    result<std::string> text{"abc"};
    REQUIRE(text);
    CHECK(text.error() == errc::none);
    CHECK(*text == "abc");
    CHECK(text->size() == 3);
    text.value() += "d";
    CHECK(std::as_const(text).value() == "abcd");
    CHECK(*std::as_const(text) == "abcd");
    CHECK(std::as_const(text)->back() == 'd');
    const std::string taken = *std::move(text);
    CHECK(taken == "abcd");
}

TEST_CASE("a result holds an error") {
    const result<std::string> text{errc::truncated};
    CHECK_FALSE(text);
    CHECK(text.error() == errc::truncated);
}

TEST_CASE("a result takes and gives a value that can only be moved") {
    result<std::unique_ptr<int>> pointer{std::make_unique<int>(7)};
    REQUIRE(pointer);
    result<std::unique_ptr<int>> moved{std::move(pointer)};
    REQUIRE(moved);
    CHECK(**moved == 7);
    const std::unique_ptr<int> taken = std::move(moved).value();
    CHECK(*taken == 7);
}

TEST_CASE("a result destroys what it holds once") {
    REQUIRE(counted::alive == 0);
    {
        result<counted> first{counted{7}};
        CHECK(counted::alive == 1);
        const result<counted> second{std::move(first)};
        CHECK(counted::alive == 2);
        CHECK(second->number() == 7);
        const result<counted> failed{errc::truncated};
        CHECK(counted::alive == 2);
        result<counted> source{errc::out_of_range};
        const result<counted> moved{std::move(source)};
        CHECK(moved.error() == errc::out_of_range);
        CHECK(counted::alive == 2);
    }
    CHECK(counted::alive == 0);
}

TEST_CASE("a result without a value is success or an error") {
    const result<void> done;
    CHECK(done);
    CHECK(done.error() == errc::none);
    CHECK(result<void>{errc::none});
    const result<void> failed = errc::random_failed;
    CHECK_FALSE(failed);
    CHECK(failed.error() == errc::random_failed);
}

TEST_CASE("reading the value of a failure stops the program") {
    result<int> failed{errc::truncated};
    CHECK(test::stops([&] { (void)failed.value(); }));
    CHECK(test::stops([&] { (void)std::as_const(failed).value(); }));
    CHECK(test::stops([&] { (void)*failed; }));
    CHECK(test::stops([&] { (void)*std::move(failed); }));
    CHECK(test::stops([&] { (void)failed.operator->(); }));
    CHECK_FALSE(test::stops([&] { (void)failed.error(); }));
}

TEST_CASE("a failure without an error stops the program") {
    CHECK(test::stops([] { (void)result<int>{errc::none}; }));
}
