// SPDX-License-Identifier: MIT
// Stands in for Zephyr's include/zephyr/kernel.h.
#pragma once

#include <stdint.h>

extern "C" {
void k_yield(void);
int64_t k_uptime_get(void);
}
