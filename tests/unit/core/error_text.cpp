// SPDX-License-Identifier: MIT
// The sentences for errors.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <set>
#include <string>

#include <tscp/core/error_text.hpp>

#include "../../support/catch.hpp"

namespace {

struct range {
    unsigned first;
    unsigned last;
};

// The values of all errors: they are stable.
constexpr range values[] = {{0, 10},  {20, 32}, {40, 47},   {60, 71},   {80, 88},
                            {90, 94}, {96, 98}, {100, 113}, {116, 116}, {120, 126}};

bool is_value(unsigned code) {
    return std::any_of(std::begin(values), std::end(values),
                       [code](const range& one) { return one.first <= code && code <= one.last; });
}

}  // namespace

TEST_CASE("every error has a sentence of its own") {
    const std::string unknown = tscp::describe(static_cast<tscp::errc>(255));
    std::set<std::string> sentences;
    std::size_t codes = 0;
    for (unsigned code = 0; code < 255; ++code) {
        CAPTURE(code);
        const std::string sentence = tscp::describe(static_cast<tscp::errc>(code));
        CHECK((sentence != unknown) == is_value(code));
        if (sentence == unknown) { continue; }
        sentences.insert(sentence);
        ++codes;
    }
    CHECK(sentences.size() == codes);
    for (const std::string& sentence : sentences) {
        CAPTURE(sentence);
        CHECK(sentence.size() > 5);
        CHECK(sentence.find_first_of("\n\r\t_") == std::string::npos);
        CHECK(sentence.back() != '.');
    }
}

TEST_CASE("a number that names no error is told so") {
    CHECK(std::strcmp(tscp::describe(static_cast<tscp::errc>(254)), "an unknown error") == 0);
}

static_assert(tscp::describe(tscp::errc::none)[0] != '\0', "a sentence is there while compiling");
static_assert(noexcept(tscp::describe(tscp::errc::none)));
