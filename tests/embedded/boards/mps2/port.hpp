// SPDX-License-Identifier: MIT
// The Arm MPS2 board with the image AN385 (Cortex-M3) or AN386 (Cortex-M4), clocked at 25 MHz.
#pragma once

#include "../cortex_m/processor.hpp"

namespace board {

using instruction_counter = cmsdk_timer<0x40000000, 40>;

}  // namespace board
