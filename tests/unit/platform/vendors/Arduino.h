// SPDX-License-Identifier: MIT
// Stands in for Arduino.h: ArduinoCore-API's api/Common.h, with some of its macros.
#pragma once

#include <stdint.h>

extern "C" {
void yield(void);
unsigned long millis(void);
}

#define constrain(amt, low, high) ((amt) < (low) ? (low) : ((amt) > (high) ? (high) : (amt)))
#define sq(x) ((x) * (x))
#define bit(b) (1UL << (b))
#define lowByte(w) ((uint8_t)((w)&0xff))
#define highByte(w) ((uint8_t)((w) >> 8))
#define word(...) makeWord(__VA_ARGS__)
#define F(string_literal) (string_literal)
#define PI 3.1415926535897932384626433832795
