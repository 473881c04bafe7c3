// SPDX-License-Identifier: MIT
// The switch of stacks of the chip at hand: a new one's file is included here.
#pragma once

#include <tscp/core/config.hpp>
#include <tscp/fiber/aarch64.hpp>
#include <tscp/fiber/rv32.hpp>
#include <tscp/fiber/stack_switch.hpp>
#include <tscp/fiber/thumb1.hpp>
#include <tscp/fiber/thumb2.hpp>
#include <tscp/fiber/x86_64.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

using chip_stack_switch = stack_switch<config::stack_switching>;

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
