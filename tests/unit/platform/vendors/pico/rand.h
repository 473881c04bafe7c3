// SPDX-License-Identifier: MIT
// Stands in for the Pico SDK's src/rp2_common/pico_rand/include/pico/rand.h.
#pragma once

#include <stdint.h>

extern "C" uint64_t get_rand_64(void);
