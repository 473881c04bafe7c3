// SPDX-License-Identifier: MIT
// Both ends over the same mix of backends.
#include "matrix.hpp"

TEST_CASE("every mode, suite and framing: portable at both ends") {
    matrix::run_both_framings<matrix::portable_mix, matrix::portable_mix>();
}

TEST_CASE("every mode, suite and framing: a vendor at both ends") {
    matrix::run_both_framings<matrix::vendor_mix, matrix::vendor_mix>();
}
