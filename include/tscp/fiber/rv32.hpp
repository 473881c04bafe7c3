// SPDX-License-Identifier: MIT
// The switch of stacks on RV32 without floating-point registers in calls: ra and s0 to s11.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/fiber/stack_switch.hpp>

#if defined(TSCP_RV32_FIBER)

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <>
struct stack_switch<config::stack_switches::rv32> {
    static constexpr bool available = true;
    static constexpr std::size_t alignment = 16;

    TSCP_NAKED static void begin(void**, const first_call*) noexcept {
        __asm__(R"(
            addi sp, sp, -64
            sw ra, 0(sp)
            sw s0, 4(sp)
            sw s1, 8(sp)
            sw s2, 12(sp)
            sw s3, 16(sp)
            sw s4, 20(sp)
            sw s5, 24(sp)
            sw s6, 28(sp)
            sw s7, 32(sp)
            sw s8, 36(sp)
            sw s9, 40(sp)
            sw s10, 44(sp)
            sw s11, 48(sp)
            sw sp, 0(a0)
            lw sp, 0(a1)
            lw a0, 12(a1)
            lw a1, 8(a1)
            jalr a1
            ebreak
        )");
    }

    TSCP_NAKED static void exchange(void**, void*) noexcept {
        __asm__(R"(
            addi sp, sp, -64
            sw ra, 0(sp)
            sw s0, 4(sp)
            sw s1, 8(sp)
            sw s2, 12(sp)
            sw s3, 16(sp)
            sw s4, 20(sp)
            sw s5, 24(sp)
            sw s6, 28(sp)
            sw s7, 32(sp)
            sw s8, 36(sp)
            sw s9, 40(sp)
            sw s10, 44(sp)
            sw s11, 48(sp)
            sw sp, 0(a0)
            mv sp, a1
            lw ra, 0(sp)
            lw s0, 4(sp)
            lw s1, 8(sp)
            lw s2, 12(sp)
            lw s3, 16(sp)
            lw s4, 20(sp)
            lw s5, 24(sp)
            lw s6, 28(sp)
            lw s7, 32(sp)
            lw s8, 36(sp)
            lw s9, 40(sp)
            lw s10, 44(sp)
            lw s11, 48(sp)
            addi sp, sp, 64
            ret
        )");
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
