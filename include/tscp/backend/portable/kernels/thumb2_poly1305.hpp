// SPDX-License-Identifier: MIT
// The arithmetic of Poly1305 in the Thumb-2 instruction set, by products of halves.
#pragma once

#include <cstdint>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/backend/portable/kernels/thumb2_halves.hpp>
#include <tscp/core/config.hpp>

#if defined(TSCP_THUMB2_HALVES_KERNELS)

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

template <>
struct poly1305_kernel<config::instruction_set::thumb2_halves> {
    static constexpr bool available = true;

    TSCP_NAKED static void add(std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            push {r4-r9, lr}
            ldm r0, {r2-r5, r12}
            ldm r1, {r6-r9}
            adds r2, r2, r6
            adcs r3, r3, r7
            adcs r4, r4, r8
            adcs r5, r5, r9
            adc r12, r12, #1
            stm r0, {r2-r5, r12}
            pop {r4-r9, pc}
        )");
    }

    static void multiply(std::uint32_t* sum, const std::uint32_t* r, std::uint32_t* product) noexcept {
        product_kernel<config::instruction_set::thumb2_halves>::multiply(product, sum, r, 4);
        reduce(sum, r, product);
    }

private:
    // The product of four words of the sum is there. The fifth, at most 9, times r, of which no word overflows, comes
    // to its upper half; the whole is below 2^256. The bits from 2^130 on come back five times: four times as they lie
    // in the upper half, without the lowest two, and once two bits further down.
    TSCP_NAKED static void reduce(std::uint32_t*, const std::uint32_t*, const std::uint32_t*) noexcept {
        __asm__(R"(
            push {r4-r11, lr}
            ldr r12, [r0, #16]
            ldm r1, {r3-r6}
            mul r3, r12, r3
            mul r4, r12, r4
            mul r5, r12, r5
            mul r6, r12, r6
            ldr r1, [r2, #16]!
            ldr r7, [r2, #4]
            ldr r8, [r2, #8]
            ldr r9, [r2, #12]
            adds r1, r1, r3
            adcs r7, r7, r4
            adcs r8, r8, r5
            adcs r9, r9, r6
            @ r1, r7 to r9 = the upper half, r3 to r6 = the lower, r12 = the bits from 2^128 to 2^130
            ldmdb r2, {r3-r6}
            and r12, r1, #3
            bic r1, r1, #3
            adds r3, r3, r1
            adcs r4, r4, r7
            adcs r5, r5, r8
            adcs r6, r6, r9
            adc r12, r12, #0
            lsrs r1, r1, #2
            orr r1, r1, r7, lsl #30
            lsrs r7, r7, #2
            orr r7, r7, r8, lsl #30
            lsr r8, r8, #2
            orr r8, r8, r9, lsl #30
            adds r3, r3, r1
            adcs r4, r4, r7
            adcs r5, r5, r8
            adcs r6, r6, r9, lsr #2
            adc r12, r12, #0
            stm r0, {r3-r6, r12}
            pop {r4-r11, pc}
        )");
    }
};

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
