// SPDX-License-Identifier: MIT
// One end over the portable backend, the other over a vendor's.
#include "matrix.hpp"

TEST_CASE("every mode, suite and framing: a portable client and a vendor's server") {
    matrix::run_both_framings<matrix::portable_mix, matrix::vendor_mix>();
}

TEST_CASE("every mode, suite and framing: a vendor's client and a portable server") {
    matrix::run_both_framings<matrix::vendor_mix, matrix::portable_mix>();
}
