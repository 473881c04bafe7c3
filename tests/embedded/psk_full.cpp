// SPDX-License-Identifier: MIT
// The image `psk_full`: all of `full` without a group: no forward secrecy, no big arithmetic. Exits 0 where every step
// works.
#include "link.hpp"

int main() { return make_ends<both_ends<psk_full_setup<tscp::portable::sha256>>>().run() ? 0 : 1; }
