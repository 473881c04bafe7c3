# SPDX-License-Identifier: MIT
set(board_processor rv32)
