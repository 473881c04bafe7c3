// SPDX-License-Identifier: MIT
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include <tscp/core/error_category.hpp>
#include <tscp/core/error_text.hpp>
#include <tscp/core/result.hpp>

#include "../../support/catch.hpp"

using tscp::errc;
using tscp::result;

namespace {

// Counts the objects that are alive.
struct counted {
    explicit counted(int& count) : count_{&count} { ++*count_; }
    counted(counted&& other) noexcept : count_{other.count_} { ++*count_; }
    counted(const counted&) = delete;
    counted& operator=(const counted&) = delete;
    counted& operator=(counted&&) = delete;
    ~counted() { --*count_; }
    int* count_;
};

result<std::unique_ptr<int>> boxed(int value) {
    if (value < 0) { return errc::out_of_range; }
    return std::make_unique<int>(value);
}

}  // namespace

TEST_CASE("a result is a value or an error") {
    auto good = boxed(7);
    REQUIRE(good);
    CHECK(good.error() == errc::none);
    CHECK(**good == 7);
    const std::unique_ptr<int> moved = *std::move(good);
    CHECK(*moved == 7);
    const auto bad = boxed(-1);
    CHECK_FALSE(bad);
    CHECK(bad.error() == errc::out_of_range);
    CHECK(result<void>{});
    CHECK(result<void>{errc::truncated}.error() == errc::truncated);
}

TEST_CASE("a result destroys its value once, and an error destroys nothing") {
    int alive = 0;
    {
        result<counted> first{counted{alive}};
        CHECK(alive == 1);
        const result<counted> second{std::move(first)};
        CHECK(alive == 2);
        const result<counted> error{errc::truncated};
        CHECK(alive == 2);
    }
    CHECK(alive == 0);
}

TEST_CASE("every error has a sentence of its own") {
    std::set<std::string> sentences;
    const auto last = static_cast<int>(errc::wrong_check);
    for (int code = 0; code <= last; ++code) { sentences.insert(tscp::describe(static_cast<errc>(code))); }
    CHECK(sentences.size() == static_cast<std::size_t>(last) + 1);
    CHECK(sentences.count("an unknown error") == 0);
    CHECK(std::string{tscp::describe(static_cast<errc>(255))} == "an unknown error");
}

TEST_CASE("errors are std::error_code on hosts") {
    const std::error_code code = errc::truncated;
    CHECK(code);
    CHECK(std::strcmp(code.category().name(), "tscp") == 0);
    CHECK(code.message() == tscp::describe(errc::truncated));
    CHECK(code == errc::truncated);
    CHECK_FALSE(make_error_code(errc::none));
}
