// SPDX-License-Identifier: MIT
// The block function of ChaCha20 in the Thumb instruction set of ARMv6-M and ARMv8-M Baseline.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB1_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <>
struct chacha20_kernel<config::instruction_set::thumb1_halves> {
    static constexpr bool available = true;

    /// The state lies at `block`, and r0 goes along its columns. A round over columns becomes one over diagonals by
    /// rotating rows b, c and d. r8 is `block`, r9 its second row, r10 the state, and r11 counts the rounds.
    TSCP_NAKED static void block(std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            push {r4-r7}
            mov r8, r0
            mov r10, r1
            ldmia r1!, {r4-r7}
            stmia r0!, {r4-r7}
            mov r9, r0
            ldmia r1!, {r4-r7}
            stmia r0!, {r4-r7}
            ldmia r1!, {r4-r7}
            stmia r0!, {r4-r7}
            ldmia r1!, {r4-r7}
            stmia r0!, {r4-r7}
            movs r5, #20
            mov r11, r5
            movs r6, #16
        1:
            mov r0, r8
        2:
            ldr r1, [r0]
            ldr r2, [r0, #16]
            ldr r3, [r0, #32]
            ldr r4, [r0, #48]
            adds r1, r1, r2
            eors r4, r4, r1
            rors r4, r4, r6
            adds r3, r3, r4
            eors r2, r2, r3
            rors r2, r2, r5
            adds r1, r1, r2
            eors r4, r4, r1
            movs r7, #24
            rors r4, r4, r7
            adds r3, r3, r4
            eors r2, r2, r3
            movs r7, #25
            rors r2, r2, r7
            str r2, [r0, #16]
            str r3, [r0, #32]
            str r4, [r0, #48]
            stmia r0!, {r1}
            cmp r0, r9
            bne 2b
            mov r1, r11
            subs r1, r1, #1
            mov r11, r1
            lsls r1, r1, #31
            beq 3f
            @ From columns to diagonals: rows by 1, 2 and 3 words.
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r2-r4}
            stmia r0!, {r1}
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r3, r4}
            stmia r0!, {r1, r2}
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r4}
            stmia r0!, {r1-r3}
            b 1b
        3:
            @ And back.
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r4}
            stmia r0!, {r1-r3}
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r3, r4}
            stmia r0!, {r1, r2}
            ldmia r0!, {r1-r4}
            subs r0, r0, #16
            stmia r0!, {r2-r4}
            stmia r0!, {r1}
            mov r1, r11
            cmp r1, #0
            bne 1b
            mov r0, r8
            mov r1, r10
            @ r6 = 16 words to go
        4:
            ldr r2, [r0]
            ldmia r1!, {r3}
            adds r2, r2, r3
            stmia r0!, {r2}
            subs r6, r6, #1
            bne 4b
            pop {r4-r7}
            mov r8, r4
            mov r9, r5
            mov r10, r6
            mov r11, r7
            pop {r4-r7, pc}
        )");
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
