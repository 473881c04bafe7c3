# SPDX-License-Identifier: MIT
# newlib gives the memory functions alone: without start files and system calls, whatever else were used would not link.
set(board_sources boards/cortex_m/entry.cpp)
set(board_link_options -nostartfiles --specs=nano.specs)
set(board_libraries "")
