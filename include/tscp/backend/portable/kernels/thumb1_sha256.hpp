// SPDX-License-Identifier: MIT
// The compression function of SHA-256 in the Thumb instruction set of ARMv6-M and ARMv8-M Baseline.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB1_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <>
struct sha256_kernel<config::instruction_set::thumb1_halves> {
    static constexpr bool available = true;

    /// The working variables a to h lie on the stack, at r0 in the rounds, and are zero at the end. r1 goes along the
    /// block to r12, and r2 along the constants to lr.
    TSCP_NAKED static void compress(std::uint32_t*, std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            .syntax unified
            push {r0, r4-r7, lr}
            sub sp, #32
            mov r3, sp
            ldmia r0!, {r4-r7}
            stmia r3!, {r4-r7}
            ldmia r0!, {r4-r7}
            stmia r3!, {r4-r7}
            movs r4, #64
            adds r4, r4, r1
            mov r12, r4
            movs r4, #255
            adds r4, r4, #1
            adds r4, r4, r2
            mov lr, r4
            mov r0, sp
        1:
            @ r3 = h + constant + word + the rotations of e + the choice of f and g by e
            ldr r3, [r0, #28]
            ldmia r1!, {r4}
            adds r3, r3, r4
            ldmia r2!, {r4}
            adds r3, r3, r4
            ldr r4, [r0, #16]
            movs r5, r4
            movs r7, #14
            rors r5, r5, r7
            eors r5, r5, r4
            movs r7, #5
            rors r5, r5, r7
            eors r5, r5, r4
            movs r7, #6
            rors r5, r5, r7
            adds r3, r3, r5
            ldr r5, [r0, #20]
            ldr r6, [r0, #24]
            eors r5, r5, r6
            ands r5, r5, r4
            eors r5, r5, r6
            adds r3, r3, r5
            @ r4 = the next e
            ldr r4, [r0, #12]
            adds r4, r4, r3
            @ r3 = the next a: the rotations of a, and the majority of a, b and c, are added.
            ldr r5, [r0]
            movs r6, r5
            movs r7, #9
            rors r6, r6, r7
            eors r6, r6, r5
            movs r7, #11
            rors r6, r6, r7
            eors r6, r6, r5
            movs r7, #2
            rors r6, r6, r7
            adds r3, r3, r6
            ldr r6, [r0, #4]
            ldr r7, [r0, #8]
            eors r6, r6, r5
            ands r7, r7, r6
            adds r3, r3, r7
            ldr r6, [r0, #4]
            ands r5, r5, r6
            adds r3, r3, r5
            @ The variables move on by one.
            ldmia r0!, {r5-r7}
            subs r0, r0, #12
            stmia r0!, {r3, r5-r7}
            ldmia r0!, {r5-r7}
            subs r0, r0, #12
            stmia r0!, {r4-r7}
            subs r0, r0, #32
            cmp r1, r12
            bne 1b
            subs r1, r1, #64
            cmp r2, lr
            beq 3f
            @ The next sixteen words of the schedule; r0 is the offset in the block, and r3 keeps offsets within it.
            movs r0, #0
            movs r3, #63
        2:
            adds r5, r0, #4
            ands r5, r5, r3
            ldr r5, [r1, r5]
            movs r4, r5
            movs r7, #11
            rors r4, r4, r7
            eors r4, r4, r5
            movs r7, #7
            rors r4, r4, r7
            lsrs r5, r5, #3
            eors r4, r4, r5
            movs r5, #36
            adds r5, r5, r0
            ands r5, r5, r3
            ldr r5, [r1, r5]
            adds r4, r4, r5
            movs r5, #56
            adds r5, r5, r0
            ands r5, r5, r3
            ldr r5, [r1, r5]
            movs r6, r5
            movs r7, #2
            rors r6, r6, r7
            eors r6, r6, r5
            movs r7, #17
            rors r6, r6, r7
            lsrs r5, r5, #10
            eors r6, r6, r5
            adds r4, r4, r6
            ldr r5, [r1, r0]
            adds r4, r4, r5
            str r4, [r1, r0]
            adds r0, r0, #4
            cmp r0, #64
            bne 2b
            mov r0, sp
            b 1b
        3:
            ldr r1, [sp, #32]
            movs r4, #0
            movs r5, #8
        4:
            ldr r2, [r0]
            ldr r3, [r1]
            adds r3, r3, r2
            stmia r1!, {r3}
            stmia r0!, {r4}
            subs r5, r5, #1
            bne 4b
            add sp, #36
            pop {r4-r7, pc}
        )");
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
