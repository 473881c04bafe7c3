// SPDX-License-Identifier: MIT
// The switch of stacks on ARMv7-M and ARMv8-M Mainline: r4 to r11, and s16 to s31 where code uses them.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/fiber/stack_switch.hpp>

#if defined(TSCP_THUMB2_FIBER)

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// On ARMv8-M the stack in use, MSP or PSP, has a limit, which is saved with the registers. It is 0, no limit, while
/// the stack pointer changes, and the new stack's own once it runs. Only privileged code can change it; elsewhere it
/// reads as 0, and stays what it is.
template <>
struct stack_switch<config::stack_switches::thumb2> {
    static constexpr bool available = true;
    static constexpr std::size_t alignment = 8;

    TSCP_NAKED static void begin(void**, const first_call*) noexcept {
        __asm__(
            "push {r4-r11, lr} \n"
#if defined(TSCP_FLOAT_FIBER)
            "vpush {s16-s31} \n"
#endif
#if defined(TSCP_STACK_LIMIT_FIBER)
            R"(
            mrs r12, control
            tst r12, #2
            bne 1f
            mrs r3, msplim
            b 2f
        1:
            mrs r3, psplim
        2:
            push {r3}
            ldr r3, [r1, #4]
            mov r2, #0
            tst r12, #2
            bne 3f
            msr msplim, r2
            mov r2, sp
            str r2, [r0]
            ldr r2, [r1]
            mov sp, r2
            msr msplim, r3
            b 4f
        3:
            msr psplim, r2
            mov r2, sp
            str r2, [r0]
            ldr r2, [r1]
            mov sp, r2
            msr psplim, r3
        4:
        )"
#else
            R"(
            mov r2, sp
            str r2, [r0]
            ldr r2, [r1]
            mov sp, r2
        )"
#endif
            R"(
            ldr r2, [r1, #8]
            ldr r0, [r1, #12]
            blx r2
            udf #0
        )");
    }

    TSCP_NAKED static void exchange(void**, void*) noexcept {
        __asm__(
            "push {r4-r11, lr} \n"
#if defined(TSCP_FLOAT_FIBER)
            "vpush {s16-s31} \n"
#endif
#if defined(TSCP_STACK_LIMIT_FIBER)
            R"(
            mov r2, #0
            mrs r12, control
            tst r12, #2
            bne 1f
            mrs r3, msplim
            push {r3}
            msr msplim, r2
            mov r2, sp
            str r2, [r0]
            mov sp, r1
            pop {r3}
            msr msplim, r3
            b 2f
        1:
            mrs r3, psplim
            push {r3}
            msr psplim, r2
            mov r2, sp
            str r2, [r0]
            mov sp, r1
            pop {r3}
            msr psplim, r3
        2:
        )"
#else
            R"(
            mov r2, sp
            str r2, [r0]
            mov sp, r1
        )"
#endif
#if defined(TSCP_FLOAT_FIBER)
            "vpop {s16-s31} \n"
#endif
            "pop {r4-r11, pc}");
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
