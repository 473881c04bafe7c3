// SPDX-License-Identifier: MIT
// Stands in for ESP-IDF's components/esp_hw_support/include/esp_random.h.
#pragma once

#include <stddef.h>

extern "C" void esp_fill_random(void* buf, size_t len);
