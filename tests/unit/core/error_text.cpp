// SPDX-License-Identifier: MIT
// The sentences for errors.
#include <cstddef>
#include <cstring>
#include <set>
#include <string>

#include <tscp/core/error_text.hpp>

#include "../../support/catch.hpp"

namespace {

// The sentences of all codes that have one, and how many codes that are.
std::set<std::string> all_sentences(std::size_t& codes) {
    const std::string unknown = tscp::describe(static_cast<tscp::errc>(255));
    std::set<std::string> sentences;
    for (unsigned code = 0; code < 255; ++code) {
        const std::string sentence = tscp::describe(static_cast<tscp::errc>(code));
        if (sentence == unknown) { continue; }
        sentences.insert(sentence);
        ++codes;
    }
    return sentences;
}

}  // namespace

TEST_CASE("every error has a sentence of its own") {
    std::size_t codes = 0;
    const auto sentences = all_sentences(codes);
    CHECK(codes > 70);
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
