// SPDX-License-Identifier: MIT
// The compression function of SHA-256 in the Thumb-2 instruction set, whose operands are rotated on their way.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB2_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

struct thumb2_sha256 {
    static constexpr bool available = true;

    /// The working variables a to h are r4 to r11. r1 goes along the block to lr, and r2 along the constants to the
    /// address at the top of the stack.
    TSCP_NAKED static void compress(std::uint32_t*, std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            push {r0, r4-r11, lr}
            add r3, r2, #256
            push {r3}
            ldm r0, {r4-r11}
            add lr, r1, #64
        1:
            @ h + constant + word + the rotations of e + the choice of f and g by e
            ldr r3, [r1], #4
            add r11, r11, r3
            ldr r3, [r2], #4
            add r11, r11, r3
            eor r3, r8, r8, ror #5
            eor r3, r3, r8, ror #19
            add r11, r11, r3, ror #6
            eor r3, r9, r10
            and r3, r3, r8
            eor r3, r3, r10
            add r11, r11, r3
            add r7, r7, r11
            @ + the rotations of a + the majority of a, b and c
            eor r3, r4, r4, ror #11
            eor r3, r3, r4, ror #20
            add r11, r11, r3, ror #2
            eor r3, r4, r5
            and r3, r3, r6
            add r11, r11, r3
            and r3, r4, r5
            add r3, r3, r11
            @ The variables move on by one.
            mov r11, r10
            mov r10, r9
            mov r9, r8
            mov r8, r7
            mov r7, r6
            mov r6, r5
            mov r5, r4
            mov r4, r3
            cmp r1, lr
            bne 1b
            subs r1, r1, #64
            ldr r3, [sp]
            cmp r2, r3
            beq 3f
            @ The next sixteen words of the schedule; r12 is the offset in the block.
            mov r12, #0
        2:
            add r0, r12, #4
            and r0, r0, #63
            ldr r3, [r1, r0]
            ror r0, r3, #7
            eor r0, r0, r3, ror #18
            eor r0, r0, r3, lsr #3
            add r3, r12, #36
            and r3, r3, #63
            ldr r3, [r1, r3]
            add r0, r0, r3
            ldr r3, [r1, r12]
            add r0, r0, r3
            add r3, r12, #56
            and r3, r3, #63
            ldr r3, [r1, r3]
            ror lr, r3, #17
            eor lr, lr, r3, ror #19
            eor lr, lr, r3, lsr #10
            add r0, r0, lr
            str r0, [r1, r12]
            add r12, r12, #4
            cmp r12, #64
            bne 2b
            add lr, r1, #64
            b 1b
        3:
            pop {r0, r1}
            ldm r1, {r0, r2, r3, r12}
            add r4, r4, r0
            add r5, r5, r2
            add r6, r6, r3
            add r7, r7, r12
            stmia r1!, {r4-r7}
            ldm r1, {r0, r2, r3, r12}
            add r8, r8, r0
            add r9, r9, r2
            add r10, r10, r3
            add r11, r11, r12
            stm r1, {r8-r11}
            pop {r4-r11, pc}
        )");
    }
};

template <>
struct sha256_kernel<config::instruction_set::thumb2_halves> : thumb2_sha256 {};
template <>
struct sha256_kernel<config::instruction_set::thumb2_umaal> : thumb2_sha256 {};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
