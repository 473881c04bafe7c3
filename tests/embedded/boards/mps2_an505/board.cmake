# SPDX-License-Identifier: MIT
set(board_processor cortex_m)
