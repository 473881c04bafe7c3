// SPDX-License-Identifier: MIT
// tscp's errors as std::error_code.
#include <string>
#include <system_error>
#include <type_traits>

#include <tscp/core/error_category.hpp>

#include "../../support/catch.hpp"

TEST_CASE("an errc turns into an error code by itself") {
    const std::error_code code = tscp::errc::wrong_id;
    CHECK(code);
    CHECK(code == tscp::errc::wrong_id);
    CHECK(code != tscp::errc::wrong_check);
    CHECK(code.value() == static_cast<int>(tscp::errc::wrong_id));
    CHECK(code.message() == tscp::describe(tscp::errc::wrong_id));
    CHECK(std::string{code.category().name()} == "tscp");
}

TEST_CASE("success is the code that is false") { CHECK_FALSE(std::error_code{tscp::errc::none}); }

TEST_CASE("there is one category, and it is not the system's") {
    CHECK(make_error_code(tscp::errc::truncated).category() == tscp::tscp_category());
    CHECK(&tscp::tscp_category() == &tscp::tscp_category());
    CHECK(make_error_code(tscp::errc::truncated) != std::error_code{2, std::generic_category()});
}

TEST_CASE("an error can be thrown as std::system_error") {
    try {
        throw std::system_error{tscp::errc::random_failed};
    } catch (const std::system_error& error) {
        CHECK(error.code() == tscp::errc::random_failed);
        CHECK(std::string{error.what()} == "the random generator failed");
    }
}

static_assert(std::is_error_code_enum_v<tscp::errc>);
static_assert(!std::is_error_condition_enum_v<tscp::errc>);
