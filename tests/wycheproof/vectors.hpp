// SPDX-License-Identifier: MIT
// Reads Wycheproof's files.
#pragma once

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace test {

struct counts {
    std::size_t valid = 0;
    std::size_t invalid = 0;
};

inline bytes hex_field(const nlohmann::json& of, const char* name) { return from_hex(of.at(name).get<std::string>()); }

/// Calls `check(group, test, valid)`, which gives true where it ran the test; prints how many did, and fails where
/// none.
template <class Check>
void for_each_test(const char* file, const std::string& what, const Check& check) {
    std::ifstream in{std::string{TSCP_WYCHEPROOF_DIR} + "/" + file};
    REQUIRE(in);
    const auto all = nlohmann::json::parse(in);
    counts done;
    for (const auto& group : all.at("testGroups")) {
        for (const auto& one : group.at("tests")) {
            INFO(file << ", test " << one.at("tcId"));
            const bool valid = one.at("result") != "invalid";
            if (check(group, one, valid)) { ++(valid ? done.valid : done.invalid); }
        }
    }
    std::printf("%s: %zu cases (%zu valid, %zu invalid)\n", what.c_str(), done.valid + done.invalid, done.valid,
                done.invalid);
    CHECK(done.valid + done.invalid > 0);
}

}  // namespace test
