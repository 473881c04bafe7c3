// SPDX-License-Identifier: MIT
// Stands in for FreeRTOS's task.h: taskYIELD is a macro.
#pragma once

#if !defined(STAND_IN_FOR_FREERTOS_H)
#error "include FreeRTOS.h must appear in source files before include task.h"
#endif

extern "C" void vPortYield(void);
#define portYIELD() vPortYield()
#define taskYIELD() portYIELD()
