# SPDX-License-Identifier: MIT
set(board_processor cortex_m)
set(board_test_ram 4M)
