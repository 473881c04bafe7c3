// SPDX-License-Identifier: MIT
// The switch of stacks on x86-64 where calls are as System V's ABI says: rbx, rbp and r12 to r15.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>
#include <tscp/fiber/stack_switch.hpp>

#if defined(TSCP_X86_64_FIBER)

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

template <>
struct stack_switch<config::stack_switches::x86_64> {
    static constexpr bool available = true;
    static constexpr std::size_t alignment = 16;

    TSCP_NAKED static void begin(void**, const first_call*) noexcept {
        __asm__(R"(
            pushq %rbp
            pushq %rbx
            pushq %r12
            pushq %r13
            pushq %r14
            pushq %r15
            movq %rsp, (%rdi)
            movq (%rsi), %rsp
            movq 24(%rsi), %rdi
            callq *16(%rsi)
            ud2
        )");
    }

    TSCP_NAKED static void exchange(void**, void*) noexcept {
        __asm__(R"(
            pushq %rbp
            pushq %rbx
            pushq %r12
            pushq %r13
            pushq %r14
            pushq %r15
            movq %rsp, (%rdi)
            movq %rsi, %rsp
            popq %r15
            popq %r14
            popq %r13
            popq %r12
            popq %rbx
            popq %rbp
            retq
        )");
    }
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp

#endif
