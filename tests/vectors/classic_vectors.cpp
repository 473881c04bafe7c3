// SPDX-License-Identifier: MIT
// The recorded sessions of the original, over every mix of backends: see classic_sessions.hpp.
//
// The environment variable TSCP_CLASSIC_VECTORS names another file of transcripts.
#include <cstdlib>
#include <iostream>
#include <string>
#include <tuple>
#include <vector>

#include "../support/catch.hpp"
#include "../support/classic_mixes.hpp"
#include "transcript.hpp"

namespace {

std::string transcripts_path() {
    const char* const named = std::getenv("TSCP_CLASSIC_VECTORS");
    return named != nullptr && *named != '\0' ? named : TSCP_CLASSIC_VECTORS_DEFAULT;
}

}  // namespace

TEST_CASE("recorded sessions of the original are reproduced byte for byte") {
    const std::string path = transcripts_path();
    const std::vector<test::session> sessions = test::read_transcripts(path);

    std::size_t mixes = 0;
    const auto check = [&](auto integer) {
        mixes += test::check_sessions<typename decltype(integer)::type>(sessions, integer.name);
    };
    std::apply([&](auto... integer) { (check(integer), ...); }, test::integers);

    std::size_t exchanges = 0;
    for (const test::session& recorded : sessions) { exchanges += recorded.exchanges.size(); }
    std::cout << "read " << path << ": " << sessions.size() << " sessions, " << exchanges << " exchanges, each over "
              << mixes << " mixes of backends\n";
    CHECK(mixes > 0);
}
