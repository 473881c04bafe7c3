// SPDX-License-Identifier: MIT
// What a switch of stacks is: assembly that leaves one stack and goes on on another.
//
// It is a specialisation of `stack_switch` in a file of its own for each instruction set, which chip_stack_switch.hpp
// includes. It offers, beside `available`:
//     alignment                 of a stack pointer, in bytes
//     begin(saved, first)       saves on its stack what a call preserves, writes the stack pointer to `*saved`, and
//     calls
//                               `first.entry` on the other stack, which never returns
//     exchange(saved, other)    saves the same, and goes on where the stack pointer `other` was saved
// begin and exchange return when their own stack pointer is given to exchange.
#pragma once

#include <cstddef>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// Where a stack begins. The assembly knows the order of the fields.
struct first_call {
    void* top;    ///< The stack pointer at the call.
    void* limit;  ///< The lowest byte of the stack.
    void (*entry)(void*) noexcept;
    void* argument;
};

template <config::stack_switches>
struct stack_switch {
    static constexpr bool available = false;
    static constexpr std::size_t alignment = 1;

    static void begin(void** /*saved*/, const first_call* /*first*/) noexcept {}
    static void exchange(void** /*saved*/, void* /*other*/) noexcept {}
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
