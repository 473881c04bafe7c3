// SPDX-License-Identifier: MIT
// QEMU's RISC-V machine `virt`.
#pragma once

#include "../rv32/processor.hpp"
