// SPDX-License-Identifier: MIT
// Stands in for FreeRTOS.h, which comes before every other header of FreeRTOS.
#pragma once

#define STAND_IN_FOR_FREERTOS_H
