// SPDX-License-Identifier: MIT
// Stands in for the Pico SDK's src/rp2_common/hardware_timer/include/hardware/timer.h.
#pragma once

#include <stdint.h>

extern "C" uint64_t time_us_64(void);
