// SPDX-License-Identifier: MIT
// The groups of benchmarks. Every name is GROUP/WHAT/BACKEND, and a size behind it where there is one.
#pragma once

namespace bench {

void register_classic_exponentiation();
void register_classic_handshake();
void register_classic_messages();
void register_tscp2_handshake();
void register_tscp2_records();

}  // namespace bench
