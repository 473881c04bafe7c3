// SPDX-License-Identifier: MIT
// One end in words of 32 bits, the other over a vendor's backend.
#include "matrix.hpp"

TEST_CASE("every mode, suite and framing: a client in small words and a vendor's server") {
    matrix::run_both_framings<matrix::small_words_mix, matrix::vendor_mix>();
}

TEST_CASE("every mode, suite and framing: a vendor's client and a server in small words") {
    matrix::run_both_framings<matrix::vendor_mix, matrix::small_words_mix>();
}
