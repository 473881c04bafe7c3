# SPDX-License-Identifier: MIT
# newlib gives the memory functions alone: without start files and system calls, whatever else were used would not link.
set(board_sources boards/cortex_m/entry.cpp)
set(board_link_options -nostartfiles --specs=nano.specs)
set(board_libraries "")
# Programs of tests have all of it, over the emulator.
set(board_test_sources "")
set(board_test_link_options -nostartfiles --specs=nano.specs --specs=rdimon.specs)
