// SPDX-License-Identifier: MIT
// The Arm MPS2 board with the image AN505 (Cortex-M33), clocked at 20 MHz, in its secure state.
#pragma once

#include "../cortex_m/processor.hpp"

namespace board {

using instruction_counter = cmsdk_timer<0x50000000, 50>;

}  // namespace board
