// SPDX-License-Identifier: MIT
// The arithmetic of Poly1305 in the Thumb instruction set of ARMv6-M and ARMv8-M Baseline.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/backend/portable/kernels/thumb1_halves.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB1_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <>
struct poly1305_kernel<config::instruction_set::thumb1_halves> {
    static constexpr bool available = true;

    TSCP_NAKED static void add(std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            mov r12, r0
            ldmia r0!, {r4-r7}
            ldmia r1!, {r2, r3}
            adds r4, r4, r2
            adcs r5, r5, r3
            ldmia r1!, {r2, r3}
            adcs r6, r6, r2
            adcs r7, r7, r3
            ldr r2, [r0]
            movs r3, #1
            adcs r2, r2, r3
            str r2, [r0]
            mov r0, r12
            stmia r0!, {r4-r7}
            pop {r4-r7, pc}
        )");
    }

    static void multiply(std::uint32_t* sum, const std::uint32_t* r, std::uint32_t* product) noexcept {
        product_kernel<config::instruction_set::thumb1_halves>::multiply(product, sum, r, 4);
        reduce(sum, r, product);
    }

private:
    // The product of four words of the sum is there. The fifth, at most 9, times r, of which no word overflows, comes
    // to its upper half; the whole is below 2^256. The bits from 2^130 on come back five times: four times as they lie
    // in the upper half, without the lowest two, and once two bits further down.
    TSCP_NAKED static void reduce(std::uint32_t*, const std::uint32_t*, std::uint32_t*) noexcept {
        __asm__(R"(
            .syntax unified
            push {r4-r7, lr}
            mov r12, r0
            ldr r3, [r0, #16]
            movs r0, r2
            adds r0, r0, #16
            ldmia r1!, {r4-r7}
            muls r4, r3, r4
            muls r5, r3, r5
            muls r6, r3, r6
            muls r7, r3, r7
            ldmia r0!, {r1, r3}
            adds r4, r4, r1
            adcs r5, r5, r3
            ldmia r0!, {r1, r3}
            adcs r6, r6, r1
            adcs r7, r7, r3
            @ r4 to r7 = the upper half: a quarter of it, without the lowest two bits, is kept in its place.
            subs r0, r0, #16
            lsrs r1, r4, #2
            lsls r3, r5, #30
            orrs r1, r1, r3
            stmia r0!, {r1}
            lsrs r1, r5, #2
            lsls r3, r6, #30
            orrs r1, r1, r3
            stmia r0!, {r1}
            lsrs r1, r6, #2
            lsls r3, r7, #30
            orrs r1, r1, r3
            stmia r0!, {r1}
            lsrs r1, r7, #2
            str r1, [r0]
            @ The lower half and the upper; the bits from 2^128 to 2^130 in lr.
            lsrs r1, r4, #2
            lsls r1, r1, #2
            subs r4, r4, r1
            mov lr, r4
            ldmia r2!, {r3, r4}
            adds r1, r1, r3
            adcs r5, r5, r4
            ldmia r2!, {r3, r4}
            adcs r6, r6, r3
            adcs r7, r7, r4
            mov r4, lr
            movs r0, #0
            adcs r4, r4, r0
            @ And the quarter.
            mov lr, r4
            ldmia r2!, {r3, r4}
            adds r1, r1, r3
            adcs r5, r5, r4
            ldmia r2!, {r3, r4}
            adcs r6, r6, r3
            adcs r7, r7, r4
            mov r4, lr
            adcs r4, r4, r0
            mov r0, r12
            stmia r0!, {r1, r5-r7}
            str r4, [r0]
            pop {r4-r7, pc}
        )");
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
