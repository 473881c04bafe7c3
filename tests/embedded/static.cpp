// SPDX-License-Identifier: MIT
// The image `static`: all of `full` with long-term keys, beside the PSK and without it. Exits 0 where every step works.
#include "link.hpp"

int main() { return make_ends<both_ends<static_setup<tscp::portable::sha256>>>().run() ? 0 : 1; }
