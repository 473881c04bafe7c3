// SPDX-License-Identifier: MIT
// The published transcripts over the vendors' integers.
#include "classic_published.hpp"

TEST_CASE("the published transcripts are reproduced byte for byte: vendors' integers") {
    published::check_mixes(test::vendor_integers);
}
