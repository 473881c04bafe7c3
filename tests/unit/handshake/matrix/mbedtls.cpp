// SPDX-License-Identifier: MIT
// One end over the portable backend, the other over Mbed TLS.
#include "matrix.hpp"

#if defined(TSCP_TEST_MBEDTLS)
TEST_CASE("every mode, suite and framing: a portable client and a server over Mbed TLS") {
    matrix::run_both_framings<matrix::portable_mix, matrix::mbedtls_mix>();
}

TEST_CASE("every mode, suite and framing: a client over Mbed TLS and a portable server") {
    matrix::run_both_framings<matrix::mbedtls_mix, matrix::portable_mix>();
}
#endif
