// SPDX-License-Identifier: MIT
// The block function of ChaCha20 in the Thumb-2 instruction set, whose operands are rotated on their way.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB2_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

struct thumb2_chacha20 {
    static constexpr bool available = true;

    /// Rows b, c and d of the state lie in r2 to r5, r6 to r9, and r10 to r12 and lr, row a at `block`. What a quarter
    /// round rotates last is rotated where it is used next: between rounds b = r2 ror 25 and d = r10 ror 24, and so on.
    /// A round over columns becomes one over diagonals by rotating the rows through the rest of `block`, at whose end
    /// r0 points. The rounds that are left are counted at the top of the stack.
    TSCP_NAKED static void block(std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            movs r2, #20
            push {r2, r4-r11, lr}
            push {r1}
            @ The amount by which each row is rotated lies in a byte of r3.
            movw r3, #0x0700
            movt r3, #0x0800
        1:
            ldmia r1!, {r4-r7}
            rors r4, r4, r3
            rors r5, r5, r3
            rors r6, r6, r3
            rors r7, r7, r3
            stmia r0!, {r4-r7}
            lsrs r3, r3, #8
            bne 1b
            ldmdb r0, {r2-r12, lr}
        1:
            ldr r1, [r0, #-64]
            add r1, r1, r2, ror #25
            eor r10, r1, r10, ror #24
            add r6, r6, r10, ror #16
            eor r2, r6, r2, ror #25
            add r1, r1, r2, ror #20
            eor r10, r1, r10, ror #16
            add r6, r6, r10, ror #24
            eor r2, r6, r2, ror #20
            str r1, [r0, #-64]
            ldr r1, [r0, #-60]
            add r1, r1, r3, ror #25
            eor r11, r1, r11, ror #24
            add r7, r7, r11, ror #16
            eor r3, r7, r3, ror #25
            add r1, r1, r3, ror #20
            eor r11, r1, r11, ror #16
            add r7, r7, r11, ror #24
            eor r3, r7, r3, ror #20
            str r1, [r0, #-60]
            ldr r1, [r0, #-56]
            add r1, r1, r4, ror #25
            eor r12, r1, r12, ror #24
            add r8, r8, r12, ror #16
            eor r4, r8, r4, ror #25
            add r1, r1, r4, ror #20
            eor r12, r1, r12, ror #16
            add r8, r8, r12, ror #24
            eor r4, r8, r4, ror #20
            str r1, [r0, #-56]
            ldr r1, [r0, #-52]
            add r1, r1, r5, ror #25
            eor lr, r1, lr, ror #24
            add r9, r9, lr, ror #16
            eor r5, r9, r5, ror #25
            add r1, r1, r5, ror #20
            eor lr, r1, lr, ror #16
            add r9, r9, lr, ror #24
            eor r5, r9, r5, ror #20
            str r1, [r0, #-52]
            ldr r1, [sp, #4]
            subs r1, r1, #1
            str r1, [sp, #4]
            lsls r1, r1, #31
            beq 2f
            @ From columns to diagonals: rows by 1, 2 and 3 words.
            stmdb r0!, {r10-r12}
            str lr, [r0, #-4]!
            stmdb r0!, {r6, r7}
            stmdb r0!, {r8, r9}
            str r2, [r0, #-4]!
            stmdb r0!, {r3-r5}
            ldmia r0!, {r2-r12, lr}
            b 1b
        2:
            @ And back.
            str r10, [r0, #-4]!
            stmdb r0!, {r11, r12, lr}
            stmdb r0!, {r6, r7}
            stmdb r0!, {r8, r9}
            stmdb r0!, {r2-r4}
            str r5, [r0, #-4]!
            ldmia r0!, {r2-r12, lr}
            ldr r1, [sp, #4]
            cmp r1, #0
            bne 1b
            stmdb r0!, {r2-r12, lr}
            pop {r1}
            subs r0, r0, #16
            movw r2, #0x1900
            movt r2, #0x1800
        3:
            ldm r0, {r4-r7}
            rors r4, r4, r2
            rors r5, r5, r2
            rors r6, r6, r2
            rors r7, r7, r2
            ldmia r1!, {r8-r11}
            add r4, r4, r8
            add r5, r5, r9
            add r6, r6, r10
            add r7, r7, r11
            stmia r0!, {r4-r7}
            lsrs r2, r2, #8
            bne 3b
            pop {r2, r4-r11, pc}
        )");
    }
};

template <>
struct chacha20_kernel<config::instruction_set::thumb2_halves> : thumb2_chacha20 {};
template <>
struct chacha20_kernel<config::instruction_set::thumb2_umaal> : thumb2_chacha20 {};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
