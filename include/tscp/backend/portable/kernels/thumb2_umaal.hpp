// SPDX-License-Identifier: MIT
// Arithmetic modulo 2^255 − 19 by UMAAL, which adds two words to the product of two others: for Cortex-M4, M7, and M33
// to M85 with the DSP extension.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB2_UMAAL_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// 2^256 is 38 modulo p: a carry out of the highest word adds 38, a borrow takes 38 off. Where that overflows again,
/// the number has become smaller than 38, or larger than 2^256 − 39, and 38 more concern the lowest word alone.
template <>
struct field25519_kernel<config::instruction_set::thumb2_umaal> {
    static constexpr bool available = true;
    using element = std::array<std::uint32_t, 8>;
    /// A multiple of a whole element, 48 bytes with what it saves, and beneath it 40 of saved registers, 64 of the
    /// copies of both factors, and 32 of what moves at the end of a row.
    static constexpr std::size_t stack_size = 184;

    /// out = left + right.
    TSCP_NAKED static void add(element&, const element&, const element&) noexcept {
        __asm__(R"(
            push {r4-r11, lr}
            ldm r1!, {r3-r6}
            ldm r2!, {r7-r10}
            adds r3, r3, r7
            adcs r4, r4, r8
            adcs r5, r5, r9
            adcs r6, r6, r10
            ldm r1, {r7-r10}
            ldm r2, {r1, r11, r12, lr}
            adcs r7, r7, r1
            adcs r8, r8, r11
            adcs r9, r9, r12
            adcs r10, r10, lr
            @ r1 = 38 where there is a carry, else 0.
            mov r2, #38
            sbc r1, r1, r1
            bic r1, r2, r1
            adds r3, r3, r1
            adcs r4, r4, #0
            adcs r5, r5, #0
            adcs r6, r6, #0
            adcs r7, r7, #0
            adcs r8, r8, #0
            adcs r9, r9, #0
            adcs r10, r10, #0
            sbc r1, r1, r1
            bic r1, r2, r1
            add r3, r3, r1
            stm r0, {r3-r10}
            pop {r4-r11, pc}
        )");
    }

    /// out = left − right.
    TSCP_NAKED static void subtract(element&, const element&, const element&) noexcept {
        __asm__(R"(
            push {r4-r11, lr}
            ldm r1!, {r3-r6}
            ldm r2!, {r7-r10}
            subs r3, r3, r7
            sbcs r4, r4, r8
            sbcs r5, r5, r9
            sbcs r6, r6, r10
            ldm r1, {r7-r10}
            ldm r2, {r1, r11, r12, lr}
            sbcs r7, r7, r1
            sbcs r8, r8, r11
            sbcs r9, r9, r12
            sbcs r10, r10, lr
            @ r1 = 38 where there is a borrow, else 0.
            sbc r1, r1, r1
            and r1, r1, #38
            subs r3, r3, r1
            sbcs r4, r4, #0
            sbcs r5, r5, #0
            sbcs r6, r6, #0
            sbcs r7, r7, #0
            sbcs r8, r8, #0
            sbcs r9, r9, #0
            sbcs r10, r10, #0
            sbc r1, r1, r1
            and r1, r1, #38
            sub r3, r3, r1
            stm r0, {r3-r10}
            pop {r4-r11, pc}
        )");
    }

    /// out = left · right, in rows: word i of `left` times all of `right` is added to words i to i + 7 of the product,
    /// which lie in r3 to r10. The lowest word is then final, and takes the place of its factor in the copy of `left`;
    /// the others move one register down by way of the stack.
    TSCP_NAKED static void multiply(element&, const element&, const element&) noexcept {
        __asm__(R"(
            push {r0, r4-r11, lr}
            ldm r1, {r3-r10}
            push {r3-r10}
            mov r1, sp
            ldm r2, {r3-r10}
            push {r3-r10}
            movs r3, #0
            movs r4, #0
            movs r5, #0
            movs r6, #0
            movs r7, #0
            mov r8, #0
            mov r9, #0
            mov r10, #0
        1:
            ldr r2, [r1]
            mov r11, #0
            ldrd r0, lr, [sp]
            umaal r3, r11, r2, r0
            umaal r4, r11, r2, lr
            ldrd r0, lr, [sp, #8]
            umaal r5, r11, r2, r0
            umaal r6, r11, r2, lr
            ldrd r0, lr, [sp, #16]
            umaal r7, r11, r2, r0
            umaal r8, r11, r2, lr
            ldrd r0, lr, [sp, #24]
            umaal r9, r11, r2, r0
            umaal r10, r11, r2, lr
            stmia r1!, {r3}
            push {r4-r11}
            pop {r3-r10}
            add r0, sp, #64
            cmp r1, r0
            bne 1b
            @ The upper half, in r3 to r10, times 38 comes to the lower, which is popped as registers become free.
            add sp, #32
            movs r0, #38
            mov r11, #0
            pop {r1, r2}
            umaal r1, r11, r3, r0
            umaal r2, r11, r4, r0
            pop {r3, r4}
            umaal r3, r11, r5, r0
            umaal r4, r11, r6, r0
            pop {r5, r6}
            umaal r5, r11, r7, r0
            umaal r6, r11, r8, r0
            pop {r7, r8}
            umaal r7, r11, r9, r0
            umaal r8, r11, r10, r0
            @ What goes over, below 39, times 38; and 38 more where there is a carry.
            mul r11, r11, r0
            adds r1, r1, r11
            adcs r2, r2, #0
            adcs r3, r3, #0
            adcs r4, r4, #0
            adcs r5, r5, #0
            adcs r6, r6, #0
            adcs r7, r7, #0
            adcs r8, r8, #0
            sbc r11, r11, r11
            bic r11, r0, r11
            add r1, r1, r11
            pop {r0}
            stm r0, {r1-r8}
            pop {r4-r11, pc}
        )");
    }

    /// By a whole multiplication: a step of the ladder does it once, and code of its own would be larger.
    static void add_a24_multiple(element& out, const element& left, const element& right) noexcept {
        element multiple{121666};
        multiply(multiple, multiple, right);
        add(out, left, multiple);
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
