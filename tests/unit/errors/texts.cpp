// SPDX-License-Identifier: MIT
// The sentences for errors.
#include <cstring>
#include <set>
#include <string>

#include <tscp/core/error_text.hpp>

#include "../../support/catch.hpp"

namespace {

// The numbers from 0 on that name an error. The list has no gaps.
std::set<std::string> all_sentences(unsigned& codes) {
    const std::string unknown = tscp::describe(static_cast<tscp::errc>(255));
    std::set<std::string> sentences;
    for (codes = 0; codes < 255; ++codes) {
        const std::string sentence = tscp::describe(static_cast<tscp::errc>(codes));
        if (sentence == unknown) { break; }
        sentences.insert(sentence);
    }
    return sentences;
}

}  // namespace

TEST_CASE("every error has a sentence of its own") {
    unsigned codes = 0;
    const auto sentences = all_sentences(codes);
    CHECK(codes > static_cast<unsigned>(tscp::errc::wrong_check));
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
