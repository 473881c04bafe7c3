// SPDX-License-Identifier: MIT
// The image `kernels`: the chip's kernels against the portable code, on random numbers and on those at which carries
// go furthest; then Poly1305 and X25519 as wholes, and the vectors of their RFCs. The number at the end of the command
// line says how many random numbers there are, 10,000 where there is none. Exits 0 where all agree.
#include "kernels.hpp"

int main() {
    const std::uint32_t asked = board::argument();
    const std::uint32_t count = asked != 0 ? asked : 10000;
    kernels::failures failures;
    kernels::check_products(failures, count);
    kernels::check_field(failures, count);
    kernels::check_chacha20(failures, count);
    kernels::check_poly1305(failures, count);
    kernels::check_sha256(failures, count);
    kernels::check_x25519(failures, count);
    board::print(count);
    board::print(failures.none() ? " random numbers: the kernels agree with the portable code\n" : " random numbers\n");
    return failures.none() ? 0 : 1;
}
