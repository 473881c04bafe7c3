// SPDX-License-Identifier: MIT
// The image `full`: all that a device and its server need, measured and run. Exits 0 where every step works.
#include "link.hpp"

int main() { return make_ends<both_ends<full_setup<tscp::portable::sha256>>>().run() ? 0 : 1; }
