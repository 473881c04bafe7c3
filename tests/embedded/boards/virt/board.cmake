# SPDX-License-Identifier: MIT
set(board_processor rv32)
set(board_test_ram 64M)
