// SPDX-License-Identifier: MIT
// The switch of stacks on AArch64: x19 to x30 and d8 to d15.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/fiber/stack_switch.hpp>

#if defined(TSCP_AARCH64_FIBER)

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <>
struct stack_switch<config::stack_switches::aarch64> {
    static constexpr bool available = true;
    static constexpr std::size_t alignment = 16;

    // GCC has no naked functions here. The code behind the assembly belongs to the stack that was left, whose registers
    // are back by then, but for those that no call preserves. A compiler that looked into it would find that the work
    // is not run here, and order its memory by that.
    TSCP_OPAQUE static void begin(void** saved, const first_call* first) noexcept {
        register void** x0 __asm__("x0") = saved;
        register const first_call* x1 __asm__("x1") = first;
        __asm__ volatile(R"(
            adr x2, 1f
            sub sp, sp, #176
            stp x19, x20, [sp]
            stp x21, x22, [sp, #16]
            stp x23, x24, [sp, #32]
            stp x25, x26, [sp, #48]
            stp x27, x28, [sp, #64]
            stp x29, x30, [sp, #80]
            stp d8, d9, [sp, #96]
            stp d10, d11, [sp, #112]
            stp d12, d13, [sp, #128]
            stp d14, d15, [sp, #144]
            str x2, [sp, #160]
            mov x2, sp
            str x2, [x0]
            ldr x2, [x1]
            mov sp, x2
            ldp x2, x0, [x1, #16]
            mov x29, xzr
            blr x2
            brk #0
        1:
            hint #36 // bti j
        )"
                         : "+r"(x0), "+r"(x1)
                         :
                         : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15",
                           "x16", "x17", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19",
                           "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "cc",
                           "memory");
    }

    TSCP_OPAQUE static void exchange(void** saved, void* other) noexcept {
        register void** x0 __asm__("x0") = saved;
        register void* x1 __asm__("x1") = other;
        __asm__ volatile(R"(
            adr x2, 1f
            sub sp, sp, #176
            stp x19, x20, [sp]
            stp x21, x22, [sp, #16]
            stp x23, x24, [sp, #32]
            stp x25, x26, [sp, #48]
            stp x27, x28, [sp, #64]
            stp x29, x30, [sp, #80]
            stp d8, d9, [sp, #96]
            stp d10, d11, [sp, #112]
            stp d12, d13, [sp, #128]
            stp d14, d15, [sp, #144]
            str x2, [sp, #160]
            mov x2, sp
            str x2, [x0]
            mov sp, x1
            ldp x19, x20, [sp]
            ldp x21, x22, [sp, #16]
            ldp x23, x24, [sp, #32]
            ldp x25, x26, [sp, #48]
            ldp x27, x28, [sp, #64]
            ldp x29, x30, [sp, #80]
            ldp d8, d9, [sp, #96]
            ldp d10, d11, [sp, #112]
            ldp d12, d13, [sp, #128]
            ldp d14, d15, [sp, #144]
            ldr x2, [sp, #160]
            add sp, sp, #176
            br x2
        1:
            hint #36 // bti j
        )"
                         : "+r"(x0), "+r"(x1)
                         :
                         : "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15",
                           "x16", "x17", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19",
                           "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "cc",
                           "memory");
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
