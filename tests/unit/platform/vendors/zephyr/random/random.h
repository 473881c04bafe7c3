// SPDX-License-Identifier: MIT
// Stands in for Zephyr's include/zephyr/random/random.h.
#pragma once

#include <stddef.h>

extern "C" int sys_csrand_get(void* dst, size_t len);
