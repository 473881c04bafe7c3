// SPDX-License-Identifier: MIT
// Products from products of half words in the Thumb instruction set of ARMv6-M and ARMv8-M Baseline: Cortex-M0, M0+, M1
// and M23.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/backend/portable/kernels/field_of_halves.hpp>
#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB1_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

// GCC assembles inline assembly for these chips in the older syntax where it is not told.
template <>
struct product_kernel<config::instruction_set::thumb1_halves> {
    static constexpr bool available = true;

    /// Row by row: word i of `left` times all of `right` is added to the product from its word i on. A row's factor is
    /// kept in halves, r8 and r9; r10 goes along `left` to lr, r12 is the end of `right`, and r11 the size in bytes.
    TSCP_NAKED static void multiply(std::uint32_t*, const std::uint32_t*, const std::uint32_t*, std::size_t) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            push {r4-r7}
            movs r6, #0
            movs r7, #0
            mov r10, r1
            lsls r4, r3, #2
            mov r11, r4
            adds r1, r1, r4
            mov lr, r1
            adds r4, r4, r2
            mov r12, r4
            movs r1, r2
        1:
            stmia r0!, {r6, r7}
            subs r3, r3, #2
            bne 1b
            mov r3, r11
            subs r0, r0, r3
        2:
            mov r3, r10
            ldmia r3!, {r4}
            mov r10, r3
            uxth r3, r4
            mov r8, r3
            lsrs r4, r4, #16
            mov r9, r4
            movs r7, #0
        3:
            @ r7 = the carry, at most 2^32 - 1: it, a word of the product and a product of words fit into two words.
            ldmia r1!, {r2}
            lsrs r3, r2, #16
            uxth r2, r2
            mov r4, r8
            mov r5, r9
            movs r6, r4
            muls r6, r2, r6
            muls r4, r3, r4
            muls r2, r5, r2
            muls r3, r5, r3
            @ r6 = low by low, r4 = low by high, r2 = high by low, r3 = high by high
            adds r6, r6, r7
            movs r5, #0
            adcs r3, r3, r5
            lsls r7, r4, #16
            lsrs r4, r4, #16
            adds r6, r6, r7
            adcs r3, r3, r4
            lsls r7, r2, #16
            lsrs r2, r2, #16
            adds r6, r6, r7
            adcs r3, r3, r2
            ldr r4, [r0]
            adds r6, r6, r4
            adcs r3, r3, r5
            stmia r0!, {r6}
            movs r7, r3
            cmp r1, r12
            bne 3b
            stmia r0!, {r7}
            mov r3, r11
            subs r1, r1, r3
            subs r0, r0, r3
            cmp r10, lr
            bne 2b
            pop {r4-r7}
            mov r8, r4
            mov r9, r5
            mov r10, r6
            mov r11, r7
            pop {r4-r7, pc}
        )");
    }
};

/// What field25519_of_halves is made from.
struct thumb1_field_words {
    using element = std::array<std::uint32_t, 8>;

    /// Gives what goes over, 0 or 1, or 0 or −1: left − right is left + ~right + 1 − 2^256.
    TSCP_NAKED static std::uint32_t combine(element&, const element&, const element&, std::uint32_t) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            lsls r7, r3, #1
            ldmia r1!, {r4, r5}
            ldmia r2!, {r6, r7}
            eors r6, r6, r3
            eors r7, r7, r3
            adcs r4, r4, r6
            adcs r5, r5, r7
            stmia r0!, {r4, r5}
            ldmia r1!, {r4, r5}
            ldmia r2!, {r6, r7}
            eors r6, r6, r3
            eors r7, r7, r3
            adcs r4, r4, r6
            adcs r5, r5, r7
            stmia r0!, {r4, r5}
            ldmia r1!, {r4, r5}
            ldmia r2!, {r6, r7}
            eors r6, r6, r3
            eors r7, r7, r3
            adcs r4, r4, r6
            adcs r5, r5, r7
            stmia r0!, {r4, r5}
            ldmia r1!, {r4, r5}
            ldmia r2!, {r6, r7}
            eors r6, r6, r3
            eors r7, r7, r3
            adcs r4, r4, r6
            adcs r5, r5, r7
            stmia r0!, {r4, r5}
            movs r0, #0
            adcs r0, r0, r3
            pop {r4-r7, pc}
        )");
    }

    /// Gives what goes over, at most the factor: with a product of halves it fits into a word.
    TSCP_NAKED static std::uint32_t add_multiple(element&, const std::uint32_t*, std::uint32_t,
                                                 const std::uint32_t*) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            movs r4, #32
            adds r4, r4, r3
            mov r12, r4
            movs r7, #0
        1:
            ldmia r3!, {r4}
            lsrs r5, r4, #16
            uxth r4, r4
            muls r4, r2, r4
            muls r5, r2, r5
            adds r4, r4, r7
            movs r7, #0
            lsls r6, r5, #16
            lsrs r5, r5, #16
            adds r4, r4, r6
            adcs r5, r5, r7
            ldmia r1!, {r6}
            adds r4, r4, r6
            adcs r5, r5, r7
            stmia r0!, {r4}
            movs r7, r5
            cmp r3, r12
            bne 1b
            movs r0, r7
            pop {r4-r7, pc}
        )");
    }

    /// Adds 38 · over, where `over` is signed: 2^256 is 38 modulo p. Where that goes over again, what is left is below
    /// 2^22 or above 2^256 − 39, and 38 more concern the lowest word alone.
    TSCP_NAKED static void fold(element&, std::uint32_t) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            movs r2, #38
            muls r2, r1, r2
            asrs r3, r1, #31
            mov r1, r0
            ldmia r1!, {r4-r7}
            adds r4, r4, r2
            adcs r5, r5, r3
            adcs r6, r6, r3
            adcs r7, r7, r3
            stmia r0!, {r4-r7}
            ldmia r1!, {r4-r7}
            adcs r4, r4, r3
            adcs r5, r5, r3
            adcs r6, r6, r3
            adcs r7, r7, r3
            stmia r0!, {r4-r7}
            movs r1, #0
            adcs r3, r3, r1
            movs r2, #38
            muls r3, r2, r3
            subs r0, r0, #32
            ldr r4, [r0]
            adds r4, r4, r3
            str r4, [r0]
            pop {r4-r7, pc}
        )");
    }
};

template <>
struct field25519_kernel<config::instruction_set::thumb1_halves>
    : field25519_of_halves<thumb1_field_words, product_kernel<config::instruction_set::thumb1_halves>> {
    static constexpr bool available = true;
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
