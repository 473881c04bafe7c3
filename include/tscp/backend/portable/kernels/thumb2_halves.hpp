// SPDX-License-Identifier: MIT
// Products from products of half words in the Thumb-2 instruction set, for chips whose UMULL ends early: the Cortex-M3,
// and ARMv8-M Mainline without the DSP extension.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/kernels/field_of_halves.hpp>
#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB2_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <>
struct product_kernel<config::instruction_set::thumb2_halves> {
    static constexpr bool available = true;

    /// Row by row: word i of `left` times all of `right` is added to the product from its word i on. A row's factor is
    /// kept in halves, r4 and r5, and the halves of the words of `right` are loaded as they lie in memory.
    TSCP_NAKED static void multiply(std::uint32_t*, const std::uint32_t*, const std::uint32_t*, std::size_t) noexcept {
        __asm__(R"(
            push {r4-r11, lr}
            add lr, r1, r3, lsl #2
            add r12, r2, r3, lsl #2
            lsls r11, r3, #2
            mov r4, #0
            mov r5, #0
        1:
            strd r4, r5, [r0], #8
            subs r3, r3, #2
            bne 1b
            sub r0, r0, r11
        2:
            ldr r5, [r1], #4
            uxth r4, r5
            lsrs r5, r5, #16
            movs r3, #0
        3:
            @ r3 = the carry, at most 2^32 - 1: it, a word of the product and a product of words fit into two words.
            ldrh r6, [r2], #2
            ldrh r7, [r2], #2
            ldr r8, [r0]
            mul r9, r4, r7
            mul r10, r5, r6
            muls r6, r4, r6
            muls r7, r5, r7
            adds r3, r3, r8
            adc r7, r7, #0
            adds r3, r3, r6
            adc r7, r7, #0
            adds r3, r3, r9, lsl #16
            adc r7, r7, r9, lsr #16
            adds r3, r3, r10, lsl #16
            str r3, [r0], #4
            adc r3, r7, r10, lsr #16
            cmp r2, r12
            bne 3b
            str r3, [r0], #4
            subs r2, r2, r11
            subs r0, r0, r11
            cmp r1, lr
            bne 2b
            pop {r4-r11, pc}
        )");
    }
};

/// What field25519_of_halves is made from.
struct thumb2_field_words {
    using element = std::array<std::uint32_t, 8>;

    /// Gives what goes over, 0 or 1, or 0 or −1: left − right is left + ~right + 1 − 2^256. TEQ keeps the carry.
    TSCP_NAKED static std::uint32_t combine(element&, const element&, const element&, std::uint32_t) noexcept {
        __asm__(R"(
            push {r4-r11, lr}
            add lr, r0, #32
            lsls r4, r3, #1
        1:
            ldmia r1!, {r4-r7}
            ldmia r2!, {r8-r11}
            eor r8, r8, r3
            eor r9, r9, r3
            eor r10, r10, r3
            eor r11, r11, r3
            adcs r4, r4, r8
            adcs r5, r5, r9
            adcs r6, r6, r10
            adcs r7, r7, r11
            stmia r0!, {r4-r7}
            teq r0, lr
            bne 1b
            adc r0, r3, #0
            pop {r4-r11, pc}
        )");
    }

    /// Gives what goes over, at most the factor: with a product of halves it fits into a word.
    TSCP_NAKED static std::uint32_t add_multiple(element&, const std::uint32_t*, std::uint32_t,
                                                 const std::uint32_t*) noexcept {
        __asm__(R"(
            push {r4-r8, lr}
            movs r4, #0
            mov r8, #0
            add r12, r3, #32
        1:
            ldrh r5, [r3], #2
            ldrh r6, [r3], #2
            ldr r7, [r1], #4
            mla r4, r2, r5, r4
            muls r6, r2, r6
            adds r4, r4, r7
            adc r7, r8, r6, lsr #16
            adds r4, r4, r6, lsl #16
            str r4, [r0], #4
            adc r4, r7, #0
            cmp r3, r12
            bne 1b
            mov r0, r4
            pop {r4-r8, pc}
        )");
    }

    /// Adds 38 · over, where `over` is signed: 2^256 is 38 modulo p. Where that goes over again, what is left is below
    /// 2^22 or above 2^256 − 39, and 38 more concern the lowest word alone.
    TSCP_NAKED static void fold(element&, std::uint32_t) noexcept {
        __asm__(R"(
            push {r4-r10, lr}
            movs r2, #38
            mul r12, r1, r2
            asrs r1, r1, #31
            ldm r0, {r3-r10}
            adds r3, r3, r12
            adcs r4, r4, r1
            adcs r5, r5, r1
            adcs r6, r6, r1
            adcs r7, r7, r1
            adcs r8, r8, r1
            adcs r9, r9, r1
            adcs r10, r10, r1
            adc r1, r1, #0
            mla r3, r1, r2, r3
            stm r0, {r3-r10}
            pop {r4-r10, pc}
        )");
    }
};

template <>
struct field25519_kernel<config::instruction_set::thumb2_halves>
    : field25519_of_halves<thumb2_field_words, product_kernel<config::instruction_set::thumb2_halves>> {
    static constexpr bool available = true;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
