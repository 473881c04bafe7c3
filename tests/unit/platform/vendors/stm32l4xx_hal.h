// SPDX-License-Identifier: MIT
// Stands in for STM32Cube's stm32l4xx_hal.h, and the stm32l4xx_hal_rng.h that it includes.
#pragma once

#include <stdint.h>

extern "C" {
typedef enum { HAL_OK = 0x00, HAL_ERROR = 0x01, HAL_BUSY = 0x02, HAL_TIMEOUT = 0x03 } HAL_StatusTypeDef;
typedef struct {
    void* Instance;
} RNG_HandleTypeDef;

HAL_StatusTypeDef HAL_RNG_GenerateRandomNumber(RNG_HandleTypeDef* hrng, uint32_t* random32bit);
uint32_t HAL_GetTick(void);
}
