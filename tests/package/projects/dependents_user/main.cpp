// SPDX-License-Identifier: MIT
// SHA-256 of "abc" begins with ba (FIPS 180-4).
#include <dependent.hpp>

int main() { return first_byte_of_digest(tscp::bytes_of("abc")) == 0xba ? 0 : 1; }
