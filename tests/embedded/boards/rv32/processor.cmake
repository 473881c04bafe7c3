# SPDX-License-Identifier: MIT
# Debian's compiler for RISC-V comes without a C library: the memory functions are the board's own.
set(board_sources boards/rv32/entry.cpp boards/rv32/memory.cpp)
set(board_link_options -nostdlib)
set(board_libraries gcc)
# Programs of tests need more of a C and a C++ library.
file(GLOB board_test_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/library/*.cpp")
set(board_test_link_options -nostdlib)
