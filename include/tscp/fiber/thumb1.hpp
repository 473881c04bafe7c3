// SPDX-License-Identifier: MIT
// The switch of stacks on ARMv6-M and ARMv8-M Baseline: r4 to r11, by way of the low registers.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/fiber/stack_switch.hpp>

#if defined(TSCP_THUMB1_FIBER)

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <>
struct stack_switch<config::stack_switches::thumb1> {
    static constexpr bool available = true;
    static constexpr std::size_t alignment = 8;

    TSCP_NAKED static void begin(void**, const first_call*) noexcept {
        __asm__(R"(
            push {r4-r7, lr}
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            push {r4-r7}
            mov r2, sp
            str r2, [r0]
            ldr r2, [r1]
            mov sp, r2
            ldr r2, [r1, #8]
            ldr r0, [r1, #12]
            blx r2
            udf #0
        )");
    }

    TSCP_NAKED static void exchange(void**, void*) noexcept {
        __asm__(R"(
            push {r4-r7, lr}
            mov r4, r8
            mov r5, r9
            mov r6, r10
            mov r7, r11
            push {r4-r7}
            mov r2, sp
            str r2, [r0]
            mov sp, r1
            pop {r4-r7}
            mov r8, r4
            mov r9, r5
            mov r10, r6
            mov r11, r7
            pop {r4-r7, pc}
        )");
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
