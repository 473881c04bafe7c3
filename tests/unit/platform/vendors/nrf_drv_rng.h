// SPDX-License-Identifier: MIT
// Stands in for the nRF5 SDK's integration/nrfx/legacy/nrf_drv_rng.h, with the sdk_errors.h that it includes.
#pragma once

#include <stdint.h>

extern "C" {
#define NRF_ERROR_BASE_NUM (0x0)
#define NRF_SUCCESS (NRF_ERROR_BASE_NUM + 0)
#define NRF_ERROR_NOT_FOUND (NRF_ERROR_BASE_NUM + 5)
typedef uint32_t ret_code_t;

ret_code_t nrf_drv_rng_rand(uint8_t* p_buff, uint8_t length);
}
